package io.mahavishnu.otel.index;

import java.util.List;

import io.mahavishnu.otel.passage.PassageId;

/**
 * A trace found by meaning.
 *
 * @param key the trace
 * @param score the combined score of its best passages, in [-1, 1]
 * @param best its best passages, nearest first; at least one, at most
 * {@link PassageScore#PASSAGES}
 */
public record SemanticHit(TraceKey key, float score, List<Near> best) {

	public SemanticHit {
		best = List.copyOf(best);
	}

	/**
	 * A passage and its nearness to the query.
	 *
	 * @param passage the passage
	 * @param similarity the cosine, in [-1, 1]
	 */
	public record Near(PassageId passage, float similarity) {

	}

	/** The cosine of the best passage. */
	public float similarity() {
		return this.best.getFirst().similarity();
	}

}
