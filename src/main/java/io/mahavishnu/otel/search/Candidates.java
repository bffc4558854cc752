package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * The traces that are fused: the best by meaning and the best by words, each with the
 * score that the other side gives it, computed exactly.
 *
 * @param nearest the best by meaning, best first
 * @param matching the best by words, best first
 * @param similarities the semantic scores of those that are only among the best by words
 * @param relevances the keyword scores of those that are only among the best by meaning
 */
record Candidates(List<SemanticHit> nearest, List<KeywordHit> matching, Map<TraceId, SemanticHit> similarities,
		Map<TraceId, KeywordHit> relevances) {

	/** Gathers the candidates of a query. */
	static Candidates gather(IndexSnapshot snapshot, String words, float[] vector, TraceFilter filter,
			Grouping grouping, float minSimilarity, int depth) {
		List<SemanticHit> nearest = snapshot.nearest(vector, filter, minSimilarity, grouping, depth);
		List<KeywordHit> matching = snapshot.matching(words, filter, grouping, depth);
		List<TraceId> near = nearest.stream().map((hit) -> hit.key().id()).toList();
		List<TraceId> match = matching.stream().map((hit) -> hit.key().id()).toList();
		return new Candidates(nearest, matching, snapshot.similarities(vector, without(match, near)),
				snapshot.relevances(words, without(near, match)));
	}

	/** The candidates with the scores of a formula, in no order. */
	List<Ranked> scored(ToDoubleBiFunction<@Nullable SemanticHit, @Nullable KeywordHit> formula) {
		Map<TraceId, TraceKey> keys = new LinkedHashMap<>();
		Map<TraceId, SemanticHit> near = new LinkedHashMap<>(this.similarities);
		Map<TraceId, KeywordHit> match = new LinkedHashMap<>(this.relevances);
		this.nearest.forEach((hit) -> {
			near.put(hit.key().id(), hit);
			keys.put(hit.key().id(), hit.key());
		});
		this.matching.forEach((hit) -> {
			match.put(hit.key().id(), hit);
			keys.put(hit.key().id(), hit.key());
		});
		return keys.values()
			.stream()
			.map((key) -> new Ranked(key, formula.applyAsDouble(near.get(key.id()), match.get(key.id())),
					near.get(key.id()), match.get(key.id())))
			.toList();
	}

	private static List<TraceId> without(List<TraceId> ids, List<TraceId> others) {
		List<TraceId> rest = new ArrayList<>(ids);
		rest.removeAll(Set.copyOf(others));
		return rest;
	}

}
