package io.mahavishnu.otel.index;

import java.util.Map;

/**
 * Figures of an index.
 *
 * @param traces indexed traces
 * @param spans spans of the indexed traces, each id once
 * @param shapes distinct shapes
 * @param passages distinct passages
 * @param embeddedPassages passages that have a vector of the model in use
 * @param tracesBySystem indexed traces by system
 * @param bytesOnDisk size of its files; 0 when it is in memory only
 * @param bytesUsed how much of that is not on the way out: what is merged lies in the
 * files twice until it is done, and what a page of results shows until that expires
 */
public record IndexFigures(long traces, long spans, long shapes, long passages, long embeddedPassages,
		Map<String, Long> tracesBySystem, long bytesOnDisk, long bytesUsed) {

	public IndexFigures {
		tracesBySystem = Map.copyOf(tracesBySystem);
	}

}
