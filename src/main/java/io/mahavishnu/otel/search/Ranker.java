package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.mahavishnu.otel.index.HitLimit;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Makes a ranking of a query. The order of all results of a query over one snapshot is
 * one and the same, however many of them are asked for, so that pages neither repeat nor
 * skip.
 */
final class Ranker {

	/** No cosine is less. */
	static final float SIMILARITY_MIN = -1;

	private final Fusion fusion;

	private final HitLimit candidates;

	private final SideBySide sideBySide;

	Ranker(double wordWeight, HitLimit candidates, SideBySide sideBySide) {
		this.fusion = new Fusion(wordWeight);
		this.candidates = candidates;
		this.sideBySide = sideBySide;
	}

	/** The nearest traces by meaning alone. */
	List<Ranked> semantic(IndexSnapshot snapshot, SearchQuery query, float[] vector, float minSimilarity, int count) {
		return snapshot.nearest(vector, query.filter(), minSimilarity, query.grouping(), count)
			.stream()
			.map(Ranked::by)
			.toList();
	}

	/**
	 * The best traces by words alone.
	 * @param vector the query's vector, or null when there is no model: the results then
	 * have no similarity, and a threshold lets none pass
	 */
	List<Ranked> keyword(IndexSnapshot snapshot, SearchQuery query, float @Nullable [] vector, int count) {
		List<KeywordHit> hits = matching(snapshot, query, vector, count);
		List<TraceKey> keys = hits.stream().map(KeywordHit::key).toList();
		Map<TraceId, SemanticHit> near = (vector != null) ? snapshot.similarities(vector, keys) : Map.of();
		return hits.stream()
			.map((hit) -> new Ranked(hit.key(), hit.score(), near.get(hit.key().id()), hit.coverage()))
			.toList();
	}

	private static List<KeywordHit> matching(IndexSnapshot snapshot, SearchQuery query, float @Nullable [] vector,
			int count) {
		Float threshold = query.threshold();
		if (threshold == null) {
			return snapshot.matching(query.text(), query.filter(), query.grouping(), count);
		}
		return (vector != null)
				? snapshot.matchingNear(query.text(), vector, threshold, query.filter(), query.grouping(), count)
				: List.of();
	}

	/**
	 * The best traces by meaning and words: first the fused candidates, whose number is
	 * fixed, then the others in order of meaning, then those without vectors in order of
	 * words. What needs no vector is done while the query is embedded, and what the best
	 * by words mean is looked up beside what is nearest.
	 * @param embed makes the query's vector, or null when there is none: then the traces
	 * are ranked by words alone
	 */
	Ranking hybrid(IndexSnapshot snapshot, SearchQuery query, Supplier<float @Nullable []> embed, int count) {
		CompletableFuture<float @Nullable []> embedded = new CompletableFuture<>();
		return this.sideBySide.both(() -> meaning(snapshot, query, made(embed, embedded)),
				() -> worded(snapshot, query, embedded), (meaning, worded) -> {
					float[] vector = meaning.vector;
					return (vector != null)
							? new Ranking(vector, fused(snapshot, query, vector, meaning.nearest, worded, count))
							: new Ranking(null, keyword(snapshot, query, null, count));
				});
	}

	/** Makes the vector; who waits for it goes on without one when that fails. */
	private static float @Nullable [] made(Supplier<float @Nullable []> embed,
			CompletableFuture<float @Nullable []> embedded) {
		try {
			float[] vector = embed.get();
			embedded.complete(vector);
			return vector;
		}
		finally {
			embedded.complete(null);
		}
	}

	private record Meaning(float @Nullable [] vector, List<SemanticHit> nearest) {

	}

	private Meaning meaning(IndexSnapshot snapshot, SearchQuery query, float @Nullable [] vector) {
		return new Meaning(vector, (vector != null)
				? snapshot.nearest(vector, query.filter(), minSimilarity(query), query.grouping(), this.candidates)
				: List.of());
	}

	/** The best by words, and what they mean. */
	private record Worded(List<KeywordHit> matching, Map<TraceId, SemanticHit> similarities) {

	}

	private Worded worded(IndexSnapshot snapshot, SearchQuery query, CompletableFuture<float @Nullable []> embedded) {
		List<KeywordHit> matching = snapshot.matching(query.text(), query.filter(), query.grouping(),
				this.candidates.traces());
		float[] vector = embedded.join();
		return new Worded(matching, (vector != null)
				? snapshot.similarities(vector, matching.stream().map(KeywordHit::key).toList()) : Map.of());
	}

	private static float minSimilarity(SearchQuery query) {
		Float threshold = query.threshold();
		return (threshold != null) ? threshold : SIMILARITY_MIN;
	}

	private List<Ranked> fused(IndexSnapshot snapshot, SearchQuery query, float[] vector, List<SemanticHit> nearest,
			Worded worded, int count) {
		Candidates gathered = Candidates.of(snapshot, query.text(), nearest, worded.matching, worded.similarities);
		List<Ranked> ranked = this.fusion.rank(gathered, query.threshold(), query.grouping());
		if (ranked.size() < count && this.candidates.isReachedBy(nearest)) {
			ranked = withRest(ranked, semantic(snapshot, query, vector, minSimilarity(query), count + ranked.size()),
					query, count);
		}
		if (ranked.size() < count && query.threshold() == null && worded.matching.size() >= this.candidates.traces()) {
			List<Ranked> byWords = keyword(snapshot, query, null, count + ranked.size());
			ranked = withRest(ranked, byWords.stream().map(Ranked::bounded).toList(), query, count);
		}
		return ranked.subList(0, Math.min(count, ranked.size()));
	}

	private static List<Ranked> withRest(List<Ranked> ranked, List<Ranked> rest, SearchQuery query, int count) {
		Set<Object> seen = new HashSet<>();
		ranked.forEach((each) -> seen.add(Fusion.groupOf(each.key(), query.grouping())));
		List<Ranked> all = new ArrayList<>(ranked);
		double last = ranked.isEmpty() ? 0 : ranked.getLast().score();
		rest.stream()
			.filter((each) -> seen.add(Fusion.groupOf(each.key(), query.grouping())))
			.limit(count - ranked.size())
			.forEach((each) -> all.add(each.below(last)));
		return all;
	}

}
