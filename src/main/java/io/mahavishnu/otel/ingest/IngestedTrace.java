package io.mahavishnu.otel.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.trace.TraceId;

/**
 * What became of one trace.
 *
 * @param traceId the trace
 * @param systemId the system that the trace belongs to, as indexed when it is searchable
 * @param spanCount how many spans the trace has, as indexed when it is searchable
 * @param newSpans how many of the sent spans were new
 * @param searchable whether the trace can be found already
 */
public record IngestedTrace(@JsonProperty("trace_id") TraceId traceId, @JsonProperty("system_id") String systemId,
		@JsonProperty("span_count") int spanCount, @JsonProperty("new_spans") int newSpans,
		@JsonProperty("searchable") boolean searchable) {

}
