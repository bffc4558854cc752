package io.mahavishnu.otel.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The next traces in order of receipt, to be {@link TraceStore#remove removed}.
 *
 * @param traces traces of which nothing was received after some time, and where their
 * spans lie
 * @param tail the position up to which the store was looked through for their spans
 * @param lookedAt the position up to which it was looked for such traces
 * @param last whether there is nothing to look for after it
 */
public record OldTraces(List<TraceLocation> traces, LogPosition tail, LogPosition lookedAt, boolean last) {

	public OldTraces {
		traces = List.copyOf(traces);
	}

	/** The same traces in parts of at most so many. */
	public List<OldTraces> parts(int tracesMax) {
		List<OldTraces> parts = new ArrayList<>();
		for (int from = 0; from < this.traces.size(); from += tracesMax) {
			int to = Math.min(from + tracesMax, this.traces.size());
			parts.add(new OldTraces(this.traces.subList(from, to), this.tail, this.lookedAt, this.last));
		}
		return parts;
	}

}
