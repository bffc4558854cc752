package io.mahavishnu.otel.embed;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which model makes the vectors, and how many of them are kept in memory.
 *
 * @param embeddingModel {@code all-MiniLM-L6-v2} (int8), {@code all-MiniLM-L6-v2-fp32},
 * or a folder (a path with a slash, or a {@code file:} URI) that holds {@code model.onnx}
 * and {@code tokenizer.json}
 * @param cacheSize vectors of passages kept in memory, about 2 KB each; 0 for none. All
 * of them are stored, too
 * @param embedding how the model runs
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester")
public record EmbeddingProperties(@DefaultValue("all-MiniLM-L6-v2") @NotBlank String embeddingModel,
		@DefaultValue("1000") @Min(0) @Max(10_000_000) int cacheSize, @DefaultValue @Valid @NotNull Runs embedding) {

	/**
	 * How the model runs.
	 *
	 * @param threads runs of the model at a time, each on one thread; 0 for as many as
	 * there are processors
	 * @param batchTextsMax texts of like length that share a run; a model that quantises
	 * dynamically (int8) always runs one text at a time
	 * @param chunkTextsMax passages embedded before their vectors are stored
	 * @param queueMax runs that wait for a thread; passages then wait before the queue,
	 * queries are refused
	 * @param queryCacheSize vectors of queries kept in memory, about 2 KB each; 0 for
	 * none
	 * @param modelRetry how long after a failure the model is loaded again
	 * @param pooling {@code mean} or {@code cls}: how the model of a folder was trained
	 * to make one vector of a text; the bundled models want the mean
	 * @param queryPrefix put before every query, where the model was trained so, such as
	 * {@code "query: "}
	 * @param passagePrefix put before every passage, where the model was trained so, such
	 * as {@code "passage: "}
	 */
	public record Runs(@DefaultValue("0") @Min(0) @Max(256) int threads,
			@DefaultValue("8") @Min(1) @Max(64) int batchTextsMax,
			@DefaultValue("256") @Min(1) @Max(10_000) int chunkTextsMax,
			@DefaultValue("1000") @Min(1) @Max(100_000) int queueMax,
			@DefaultValue("1000") @Min(0) @Max(1_000_000) int queryCacheSize,
			@DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(hours = 24) Duration modelRetry,
			@DefaultValue("mean") @NotNull Pooling pooling, @DefaultValue("") @Size(max = 1000) String queryPrefix,
			@DefaultValue("") @Size(max = 1000) String passagePrefix) {

		/** How many runs there are at a time, never 0. */
		int threadCount() {
			return (this.threads > 0) ? this.threads : Runtime.getRuntime().availableProcessors();
		}

		/** How the model is used: pooling and prefixes. */
		ModelUsage usage() {
			return new ModelUsage(this.pooling, this.queryPrefix, this.passagePrefix);
		}

		/** The same with another pooling and other prefixes. */
		Runs with(ModelUsage usage) {
			return new Runs(this.threads, this.batchTextsMax, this.chunkTextsMax, this.queueMax, this.queryCacheSize,
					this.modelRetry, usage.pooling(), usage.queryPrefix(), usage.passagePrefix());
		}

	}

}
