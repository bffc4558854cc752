package io.mahavishnu.otel.search;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.trace.Trace;

/**
 * A whole trace as an answer. Its spans have the field names of the simple JSON input, so
 * that it can be posted again.
 *
 * @param trace the trace without its spans, nothing cut
 * @param spans its spans, in start order
 */
public record TraceAnswer(@JsonUnwrapped TraceSummary trace,
		@JsonProperty("spans") List<SpanAnswer> spans) implements TraceForm {

	public TraceAnswer {
		spans = List.copyOf(spans);
	}

	/** The answer that a trace is. */
	public static TraceAnswer of(Trace trace) {
		return new TraceAnswer(TraceSummary.of(TraceOutline.of(trace)),
				trace.spans().stream().map((span) -> SpanAnswer.of(span, trace)).toList());
	}

}
