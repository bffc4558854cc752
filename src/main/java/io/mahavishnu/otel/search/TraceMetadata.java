package io.mahavishnu.otel.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What is known of a trace besides its spans.
 *
 * @param traceId the trace
 * @param spanCount its spans
 * @param attributes the attributes of all spans, merged in span order; of one key the
 * last value
 * @param truncated whether attributes are left out since they are too long for a list
 * @param missingStartTimes how many spans were sent without a start, and take the trace's
 * @param endBeforeStart how many spans end before they start, as sent
 * @param startInFuture how many spans start over a minute after they were received
 */
public record TraceMetadata(@JsonProperty("trace_id") @Schema(implementation = String.class) TraceId traceId,
		@JsonProperty("span_count") int spanCount,
		@JsonProperty("attributes") @Schema(implementation = Object.class, types = "object",
				example = "{\"http.route\": \"/api/users\"}") @JsonSerialize(
						using = AttributesSerializer.class) Attributes attributes,
		@JsonProperty("truncated") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean truncated,
		@JsonProperty("missing_start_times") @JsonInclude(JsonInclude.Include.NON_DEFAULT) int missingStartTimes,
		@JsonProperty("end_before_start") @JsonInclude(JsonInclude.Include.NON_DEFAULT) int endBeforeStart,
		@JsonProperty("start_in_future") @JsonInclude(JsonInclude.Include.NON_DEFAULT) int startInFuture) {

	static TraceMetadata of(TraceOutline outline) {
		return new TraceMetadata(outline.id(), outline.spanCount(), outline.attributes(), outline.attributesCut(),
				outline.missingStarts(), outline.reversedEnds(), outline.futureStarts());
	}

}
