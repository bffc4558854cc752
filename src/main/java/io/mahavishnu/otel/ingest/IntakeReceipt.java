package io.mahavishnu.otel.ingest;

import java.util.Map;

import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.TraceId;

/**
 * What became of spans that were taken in, after what is stored of them is durable.
 *
 * @param upTo the position of the last change that is durable
 * @param newSpans how many spans were new, by trace; a trace of which none was is there
 * with 0
 * @param refused how many spans were refused, by trace, since their trace would have more
 * than one may have; traces of which none was are absent
 */
public record IntakeReceipt(LogPosition upTo, Map<TraceId, Integer> newSpans, Map<TraceId, Integer> refused) {

	public IntakeReceipt {
		newSpans = Map.copyOf(newSpans);
		refused = Map.copyOf(refused);
	}

	/** How many spans were refused. */
	public int refusedSpans() {
		return this.refused.values().stream().mapToInt(Integer::intValue).sum();
	}

}
