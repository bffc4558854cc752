package io.mahavishnu.otel.search;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.trace.SpanId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a trace was found, in its own, unmasked words.
 *
 * @param spanId the span that says it, or null when the trace as a whole does
 * @param spanName the span's name, or null likewise
 * @param service the service that says it, or null when unknown
 * @param text what it says; cut around the hit, with {@code …}, when long
 * @param marks where the text says words of the query
 * @param similarity the cosine of the passage, in [-1, 1], or null when it is there for
 * its words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Match(
		@JsonProperty("span_id") @Schema(implementation = String.class,
				example = "00f067aa0ba902b7") @Nullable SpanId spanId,
		@JsonProperty("span_name") @Nullable String spanName, @JsonProperty("service") @Nullable String service,
		@JsonProperty("text") String text,
		@JsonProperty("marks") @Schema(implementation = int[][].class, example = "[[8, 15]]",
				description = "[start, end] of each word of the query, in UTF-16 units") List<Mark> marks,
		@JsonProperty("similarity") @Nullable Float similarity) {

	public Match {
		marks = List.copyOf(marks);
	}

}
