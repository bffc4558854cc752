package io.mahavishnu.otel.ingest;

import java.util.List;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Spans of one trace as a caller hands them over.
 *
 * @param traceId the trace
 * @param systemId the system of the trace if no span names a service, or null
 * @param spans the spans, all of this trace; at least one
 */
public record TraceSubmission(TraceId traceId, @Nullable String systemId, List<Span> spans) {

	public TraceSubmission {
		spans = List.copyOf(spans);
		if (spans.isEmpty()) {
			throw new IllegalArgumentException("spans must hold at least one span");
		}
	}

}
