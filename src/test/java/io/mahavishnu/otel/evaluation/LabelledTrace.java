package io.mahavishnu.otel.evaluation;

/**
 * A trace of a labelled set.
 *
 * @param traceId its id
 * @param json the trace in simple JSON, in one line
 */
public record LabelledTrace(String traceId, String json) {

	/** One line a trace, since sets are newline-delimited. */
	public LabelledTrace {
		if (json.indexOf('\n') >= 0) {
			throw new IllegalArgumentException("Trace " + traceId + " spans several lines");
		}
	}

}
