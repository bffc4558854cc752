package io.mahavishnu.otel.search;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A trace that was found, and why.
 *
 * @param trace the trace
 * @param similarity the cosine of its best passage, in [-1, 1], or null when it has no
 * vectors or there is no model
 * @param score what the results are ordered by; its range is the mode's own
 * @param similarCount how many traces have its shape, itself included
 * @param matches what made it a hit
 */
public record SearchResult(@JsonUnwrapped TraceSummary trace, @JsonProperty("similarity") @Nullable Float similarity,
		@JsonProperty("score") double score, @JsonProperty("similar_count") long similarCount,
		@JsonProperty("matches") List<Match> matches) {

	public SearchResult {
		matches = List.copyOf(matches);
	}

}
