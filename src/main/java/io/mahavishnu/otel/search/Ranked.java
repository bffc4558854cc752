package io.mahavishnu.otel.search;

import java.util.Comparator;

import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.WordCoverage;
import org.jspecify.annotations.Nullable;

/**
 * A trace in a ranking.
 *
 * @param key the trace
 * @param score what it is ordered by
 * @param near how near it is in meaning, or null when that is not known
 * @param match how much of the query it says, or null when it says nothing of it or was
 * not asked
 */
record Ranked(TraceKey key, double score, @Nullable SemanticHit near, @Nullable WordCoverage match) {

	/** Best score first; equal scores by start, newest first; then by trace id. */
	static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
		.reversed()
		.thenComparing(Ranked::key, TraceKey.NEWEST_FIRST);

	static Ranked by(SemanticHit hit) {
		return new Ranked(hit.key(), hit.score(), hit, null);
	}

	/**
	 * The same trace with a score of words, which has no upper bound, between 0 and 1; of
	 * two traces the better stays the better.
	 */
	Ranked bounded() {
		return new Ranked(this.key, this.score / (1 + this.score), this.near, this.match);
	}

	/**
	 * The same trace with a score of at most 1 put below another one's; of two traces the
	 * better stays the better.
	 */
	Ranked below(double other) {
		return new Ranked(this.key, other - (1 - this.score) / 2, this.near, this.match);
	}

	/** Whether the best passage is at least so near. */
	boolean isNear(float minSimilarity) {
		return this.near != null && this.near.similarity() >= minSimilarity;
	}

}
