package io.mahavishnu.otel.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A span as answers name it.
 *
 * @param spanId its id
 * @param name its name; may be empty
 * @param service the service that it belongs to, or null when unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SpanReference(
		@JsonProperty("span_id") @Schema(implementation = String.class, example = "00f067aa0ba902b7") SpanId spanId,
		@JsonProperty("name") String name, @JsonProperty("service") @Nullable String service) {

	/** The reference to a span. */
	public static SpanReference of(Span span) {
		return new SpanReference(span.spanId(), span.name(), span.serviceName());
	}

}
