package io.mahavishnu.otel.search;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param query the question
 * @param mode what traces were found by
 * @param tookMillis how long it took, milliseconds
 * @param results the traces, best first
 * @param nextCursor where the next page begins, or null when there is none
 * @param hint why the answer is empty or less than it could be, in words, or null
 */
public record SearchAnswer(@JsonProperty("query") String query, @JsonProperty("mode") SearchMode mode,
		@JsonProperty("took_ms") BigDecimal tookMillis, @JsonProperty("results") List<SearchResult> results,
		@JsonProperty("next_cursor") @Nullable String nextCursor, @JsonProperty("hint") @Nullable String hint) {

	public SearchAnswer {
		results = List.copyOf(results);
	}

}
