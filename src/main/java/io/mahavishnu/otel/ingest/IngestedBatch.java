package io.mahavishnu.otel.ingest;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param total traces in the batch
 * @param ingested traces that are durable now
 * @param failed traces that were refused
 * @param spans spans of the ingested traces
 * @param newSpans how many of these were new
 * @param searchable whether all ingested traces can be found already
 * @param errors the first refusals, in the order of the batch
 */
public record IngestedBatch(int total, int ingested, int failed, int spans, @JsonProperty("new_spans") int newSpans,
		boolean searchable, List<Refusal> errors) {

	public IngestedBatch {
		errors = List.copyOf(errors);
	}

	/**
	 * Why one trace of the batch was refused.
	 *
	 * @param index its place in the batch, from 0
	 * @param traceId its id as sent, or null when it has none that can be read
	 * @param code the code of the problem
	 * @param detail what is wrong and what to do
	 */
	public record Refusal(int index, @JsonProperty("trace_id") @Nullable String traceId, String code, String detail) {

	}

}
