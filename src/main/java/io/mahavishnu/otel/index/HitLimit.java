package io.mahavishnu.otel.index;

import java.util.List;

/**
 * How many hits are wanted at most. Traces of one shape have one score and cost little
 * once it is known, so that the number of shapes is what a search takes its time for.
 *
 * @param traces the most hits; at least 1
 * @param shapes of how many shapes they may be; at least 1
 */
public record HitLimit(int traces, int shapes) {

	public HitLimit {
		if (traces < 1 || shapes < 1) {
			throw new IllegalArgumentException("at least 1 trace of 1 shape: " + traces + " of " + shapes);
		}
	}

	/** So many hits, of any shapes. */
	public static HitLimit ofTraces(int traces) {
		return new HitLimit(traces, traces);
	}

	/** Whether there may be more hits than these, which are as many as the limit lets. */
	public boolean isReachedBy(List<SemanticHit> hits) {
		return hits.size() >= this.traces
				|| hits.stream().map((hit) -> hit.key().shape()).distinct().count() >= this.shapes;
	}

}
