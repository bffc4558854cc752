package io.mahavishnu.otel.store;

import java.util.Map;

import io.mahavishnu.otel.trace.TraceId;

/**
 * What became of appended spans, after they are durable.
 *
 * @param upTo the position of the last change that is durable
 * @param newSpans how many spans were new, by trace; a trace of which none was is there
 * with 0
 * @param duplicates how many spans were left out since an equal one is stored
 * @param conflicts how many spans were left out since one of the same id but other
 * content is stored
 */
public record AppendReceipt(LogPosition upTo, Map<TraceId, Integer> newSpans, int duplicates, int conflicts) {

	public AppendReceipt {
		newSpans = Map.copyOf(newSpans);
	}

}
