package io.mahavishnu.otel.search;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Traces like another.
 *
 * @param traceId the trace that the others are like
 * @param tookMillis how long it took, milliseconds
 * @param results the traces, most alike first
 * @param nextCursor where the next page begins, or null when there is none
 * @param hint why the answer is empty, in words, or null
 */
public record SimilarAnswer(@JsonProperty("trace_id") @Schema(implementation = String.class) TraceId traceId,
		@JsonProperty("took_ms") BigDecimal tookMillis, @JsonProperty("results") List<SearchResult> results,
		@JsonProperty("next_cursor") @Nullable String nextCursor, @JsonProperty("hint") @Nullable String hint) {

	public SimilarAnswer {
		results = List.copyOf(results);
	}

}
