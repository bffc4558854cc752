package io.mahavishnu.otel.search;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A trace without its spans.
 *
 * @param traceId the trace
 * @param conversationId the same
 * @param systemId the system it belongs to
 * @param content the names of its spans
 * @param contentTruncated whether the content is cut since it is too long for a list
 * @param timestamp the start of its first span, RFC 3339 in UTC
 * @param durationMillis from the first start to the latest end, milliseconds
 * @param spanCount its spans
 * @param errorCount how many of them failed
 * @param services the services of its spans, in span order
 * @param rootName the name of its root
 * @param metadata what else is known of it
 */
public record TraceSummary(
		@JsonProperty("trace_id") @Schema(implementation = String.class,
				example = "4bf92f3577b34da6a3ce929d0e0e4736") TraceId traceId,
		@JsonProperty("conversation_id") @Schema(implementation = String.class,
				example = "4bf92f3577b34da6a3ce929d0e0e4736") TraceId conversationId,
		@JsonProperty("system_id") String systemId, @JsonProperty("content") String content,
		@JsonProperty("content_truncated") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean contentTruncated,
		@JsonProperty("timestamp") @Schema(example = "2024-01-01T00:00:00Z") String timestamp,
		@JsonProperty("duration_ms") BigDecimal durationMillis, @JsonProperty("span_count") int spanCount,
		@JsonProperty("error_count") int errorCount, @JsonProperty("services") List<String> services,
		@JsonProperty("root_name") String rootName, @JsonProperty("metadata") TraceMetadata metadata) {

	/** The summary that an outline is. */
	static TraceSummary of(TraceOutline outline) {
		return new TraceSummary(outline.id(), outline.id(), outline.systemId(), outline.content(), outline.contentCut(),
				EpochTimes.toRfc3339(outline.startEpochNanos()), AnswerValues.millis(outline.durationNanos()),
				outline.spanCount(), outline.errorCount(), outline.services(), outline.rootName(),
				TraceMetadata.of(outline));
	}

}
