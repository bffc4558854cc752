package io.mahavishnu.otel.search;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.WordCoverage;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * The traces that are fused: the best by meaning and the best by words, each with what
 * the other side says of it, computed exactly.
 *
 * @param nearest the best by meaning, best first
 * @param matching the best by words, best first
 * @param similarities the semantic scores of the best by words
 * @param coverages how much of the query those say that are only among the best by
 * meaning
 */
record Candidates(List<SemanticHit> nearest, List<KeywordHit> matching, Map<TraceId, SemanticHit> similarities,
		Map<TraceId, WordCoverage> coverages) {

	/**
	 * Completes the best of both sides with what the words say of the best by meaning.
	 */
	static Candidates of(IndexSnapshot snapshot, String words, List<SemanticHit> nearest, List<KeywordHit> matching,
			Map<TraceId, SemanticHit> similarities) {
		Set<TraceId> others = nearest.stream()
			.map((hit) -> hit.key().id())
			.collect(Collectors.toCollection(HashSet::new));
		matching.forEach((hit) -> others.remove(hit.key().id()));
		return new Candidates(nearest, matching, similarities, snapshot.coverages(words, others));
	}

	/** The candidates with the scores of a formula, in no order. */
	List<Ranked> scored(ToDoubleBiFunction<@Nullable SemanticHit, @Nullable WordCoverage> formula) {
		Map<TraceId, TraceKey> keys = new LinkedHashMap<>();
		Map<TraceId, SemanticHit> near = new LinkedHashMap<>(this.similarities);
		Map<TraceId, WordCoverage> match = new LinkedHashMap<>(this.coverages);
		this.nearest.forEach((hit) -> {
			near.put(hit.key().id(), hit);
			keys.put(hit.key().id(), hit.key());
		});
		this.matching.forEach((hit) -> {
			match.put(hit.key().id(), hit.coverage());
			keys.put(hit.key().id(), hit.key());
		});
		return keys.values()
			.stream()
			.map((key) -> new Ranked(key, formula.applyAsDouble(near.get(key.id()), match.get(key.id())),
					near.get(key.id()), match.get(key.id())))
			.toList();
	}

}
