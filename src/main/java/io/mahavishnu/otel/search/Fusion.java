package io.mahavishnu.otel.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.TraceKey;
import org.jspecify.annotations.Nullable;

/**
 * Puts candidates in order by their fused scores. Pure: the same candidates give the same
 * order.
 *
 * @param method how scores are fused
 */
record Fusion(FusionMethod method) {

	/**
	 * The candidates, best first.
	 * @param candidates the candidates
	 * @param minSimilarity the least cosine of a candidate's best passage, or null for
	 * none
	 * @param grouping whether only the best candidate of each shape is wanted
	 */
	List<Ranked> rank(Candidates candidates, @Nullable Float minSimilarity, Grouping grouping) {
		Stream<Ranked> ranked = candidates.scored(this.method.fit(candidates)).stream();
		if (minSimilarity != null) {
			ranked = ranked.filter((each) -> each.isNear(minSimilarity));
		}
		Set<Object> seen = new HashSet<>();
		return ranked.sorted(Ranked.BEST_FIRST).filter((each) -> seen.add(groupOf(each.key(), grouping))).toList();
	}

	/** What a result stands for: its trace, or its shape. */
	static Object groupOf(TraceKey key, Grouping grouping) {
		return switch (grouping) {
			case NONE -> key.id();
			case SHAPE -> key.shape();
		};
	}

}
