package io.mahavishnu.otel.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.WordCoverage;
import org.jspecify.annotations.Nullable;

/**
 * Puts candidates in order by their fused scores.
 * <p>
 * The score is the semantic score plus {@code wordWeight} times the share of the query's
 * IDF that the trace's words cover, divided by the greatest possible sum. Cosines and
 * coverage both have a fixed range and mean the same in every query, so that words weigh
 * by themselves little where the words of people and the words of code do not meet: terms
 * that no trace says count in the total. A trace that the query names, such as by the
 * number of an order, comes before all others. docs/adr/005-fusion.md has what else was
 * tried.
 * <p>
 * Pure: the same candidates give the same order.
 *
 * @param wordWeight what full coverage of the query is worth, as a cosine
 */
record Fusion(double wordWeight) {

	/**
	 * The candidates, best first.
	 * @param candidates the candidates
	 * @param minSimilarity the least cosine of a candidate's best passage, or null for
	 * none
	 * @param grouping whether only the best candidate of each shape is wanted
	 */
	List<Ranked> rank(Candidates candidates, @Nullable Float minSimilarity, Grouping grouping) {
		Stream<Ranked> ranked = candidates.scored(this::score).stream();
		if (minSimilarity != null) {
			ranked = ranked.filter((each) -> each.isNear(minSimilarity));
		}
		Set<Object> seen = new HashSet<>();
		return ranked.sorted(Ranked.BEST_FIRST).filter((each) -> seen.add(groupOf(each.key(), grouping))).toList();
	}

	/** At most 1; of a trace that the query names 1 more. */
	private double score(@Nullable SemanticHit near, @Nullable WordCoverage match) {
		double meaning = (near != null) ? near.score() : 0;
		double words = (match != null) ? match.share() : 0;
		double named = (match != null && match.named()) ? 1 : 0;
		return named + (meaning + this.wordWeight * words) / (1 + this.wordWeight);
	}

	/** What a result stands for: its trace, or its shape. */
	static Object groupOf(TraceKey key, Grouping grouping) {
		return switch (grouping) {
			case NONE -> key.id();
			case SHAPE -> key.shape();
		};
	}

}
