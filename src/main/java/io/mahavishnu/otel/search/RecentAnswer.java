package io.mahavishnu.otel.search;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Traces that pass a filter.
 *
 * @param results the traces, in the order asked for
 * @param nextCursor where the next page begins, or null when there is none
 * @param hint why the answer is empty, in words, or null
 */
public record RecentAnswer(@JsonProperty("results") List<TraceSummary> results,
		@JsonProperty("next_cursor") @Nullable String nextCursor, @JsonProperty("hint") @Nullable String hint) {

	public RecentAnswer {
		results = List.copyOf(results);
	}

}
