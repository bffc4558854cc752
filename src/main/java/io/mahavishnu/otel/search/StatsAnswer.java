package io.mahavishnu.otel.search;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is stored and indexed.
 *
 * @param traces traces that can be found
 * @param spans their spans
 * @param shapes distinct shapes of traces
 * @param passages distinct passages
 * @param embeddedPassages those of them that have a vector in the index
 * @param vectors stored vectors, of all models
 * @param bytesOnDisk sizes of the files, bytes
 * @param model the embedding model
 * @param cache where the vectors of passages came from since the start
 * @param index how far the index is
 * @param retention what was removed since the start
 * @param tracesBySystem traces that can be found, by system
 */
public record StatsAnswer(@JsonProperty("traces") long traces, @JsonProperty("spans") long spans,
		@JsonProperty("shapes") long shapes, @JsonProperty("passages") long passages,
		@JsonProperty("embedded_passages") long embeddedPassages, @JsonProperty("vectors") long vectors,
		@JsonProperty("bytes_on_disk") BytesOnDisk bytesOnDisk, @JsonProperty("model") Model model,
		@JsonProperty("cache") Cache cache, @JsonProperty("index") Index index,
		@JsonProperty("retention") Retention retention,
		@JsonProperty("traces_by_system") SortedMap<String, Long> tracesBySystem) {

	public StatsAnswer {
		tracesBySystem = Collections.unmodifiableSortedMap(new TreeMap<>(tracesBySystem));
	}

	/**
	 * Sizes of files.
	 *
	 * @param store the store's, bytes; 0 when it is in memory
	 * @param storeUsed how much of that holds something; the rest is used again
	 * @param index the index's, bytes; 0 when it is in memory
	 */
	public record BytesOnDisk(@JsonProperty("store") long store, @JsonProperty("store_used") long storeUsed,
			@JsonProperty("index") long index) {

	}

	/**
	 * The embedding model.
	 *
	 * @param ready whether it can be used now
	 * @param id its id, a hash of what makes its vectors, when it is ready
	 * @param dimension the size of its vectors, when it is ready
	 * @param failure why it cannot be used, when that is known
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Model(@JsonProperty("ready") boolean ready, @JsonProperty("id") @Nullable String id,
			@JsonProperty("dimension") @Nullable Integer dimension, @JsonProperty("failure") @Nullable String failure) {

	}

	/**
	 * Where the vectors of passages came from since the start.
	 *
	 * @param hits found in memory
	 * @param stored read from the store
	 * @param computed made by the model
	 */
	public record Cache(@JsonProperty("hits") long hits, @JsonProperty("stored") long stored,
			@JsonProperty("computed") long computed) {

	}

	/**
	 * How far the index is.
	 *
	 * @param lagChanges changes that are durable and cannot be found yet
	 * @param catchingUp whether what was stored before the start is still being indexed
	 * @param progress the share of it that is indexed, in [0, 1]
	 * @param modelChange while the index changes over to another embedding model: the
	 * share of the passages that have its vectors, in [0, 1]
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Index(@JsonProperty("lag_changes") long lagChanges, @JsonProperty("catching_up") boolean catchingUp,
			@JsonProperty("progress") double progress, @JsonProperty("model_change") @Nullable Double modelChange) {

	}

	/**
	 * What was removed since the start, as too old or too many.
	 *
	 * @param tracesRemoved removed traces
	 * @param spansRemoved their spans
	 * @param lastRun when it was last looked at, RFC 3339
	 * @param limitedBy the setting that removed traces then: {@code max-age},
	 * {@code max-disk} or {@code none}
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Retention(@JsonProperty("traces_removed") long tracesRemoved,
			@JsonProperty("spans_removed") long spansRemoved, @JsonProperty("last_run") @Nullable String lastRun,
			@JsonProperty("limited_by") String limitedBy) {

	}

}
