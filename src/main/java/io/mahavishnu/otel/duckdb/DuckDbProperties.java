package io.mahavishnu.otel.duckdb;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where and how the truth is kept.
 *
 * @param hotStorePath the database file; {@code :memory:} keeps nothing after the end of
 * the process
 * @param store the limits of the store
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester")
public record DuckDbProperties(@DefaultValue(DatabaseLocation.MEMORY) @NotBlank String hotStorePath,
		@DefaultValue @Valid Store store) {

	/**
	 * The limits of the store.
	 *
	 * @param memoryLimit the most memory that DuckDB takes, 64 MB at least; 0 for half of
	 * what the heap may have, but 256 MB at least and 512 MB at most
	 * @param checkpointSize size of DuckDB's log at which it is written into the database
	 * file; 64KB to 1GB
	 * @param mergeRowGroups whether checkpoints write small row groups again as larger
	 * ones, so that the room of deleted spans is used again sooner; nothing is stored
	 * meanwhile, which takes long with long texts
	 * @param threads the threads on which DuckDB runs a statement; more make exports
	 * faster and each commit dearer
	 * @param readers how many reads run at the same time, each on a connection of its own
	 * @param queuedSpansMax how many spans may wait to be stored; more are refused
	 * @param commitSpansMax how many spans one commit takes, unless a single request has
	 * more
	 * @param recentSpansMax how many of the newest spans are remembered, to recognise
	 * those that are sent again
	 * @param tailSize how much text of the newest spans is kept at hand until it is
	 * indexed; while more waits, all is read again; at most 1GB
	 * @param readSize about how much text of spans is read from the log at a time; 1MB to
	 * 1GB
	 * @param figuresSpans of how many spans, next to each other in the log, figures of
	 * services and span names are kept together; what is left over is read when they are
	 * asked for; 1000 to 1000000
	 * @param queueTimeout how long a read waits for its turn
	 * @param closeTimeout how long closing waits for what is still to be stored
	 */
	public record Store(@DefaultValue("0") DataSize memoryLimit, @DefaultValue("64MB") DataSize checkpointSize,
			@DefaultValue("false") boolean mergeRowGroups, @DefaultValue("1") @Min(1) @Max(256) int threads,
			@DefaultValue("2") @Min(1) @Max(64) int readers,
			@DefaultValue("100000") @Min(1) @Max(10_000_000) int queuedSpansMax,
			@DefaultValue("10000") @Min(1) @Max(1_000_000) int commitSpansMax,
			@DefaultValue("100000") @Min(0) @Max(10_000_000) int recentSpansMax, @DefaultValue("8MB") DataSize tailSize,
			@DefaultValue("32MB") DataSize readSize,
			@DefaultValue("500000") @Min(1000) @Max(1_000_000) int figuresSpans,
			@DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration queueTimeout,
			@DefaultValue("20s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration closeTimeout) {

		private static final DataSize MEMORY_LIMIT_MIN = DataSize.ofMegabytes(64);

		private static final DataSize MEMORY_LIMIT_DEFAULT_MIN = DataSize.ofMegabytes(256);

		private static final DataSize MEMORY_LIMIT_DEFAULT_MAX = DataSize.ofMegabytes(512);

		private static final DataSize CHECKPOINT_SIZE_MIN = DataSize.ofKilobytes(64);

		private static final DataSize CHECKPOINT_SIZE_MAX = DataSize.ofGigabytes(1);

		private static final DataSize TAIL_SIZE_MAX = DataSize.ofGigabytes(1);

		private static final DataSize READ_SIZE_MIN = DataSize.ofMegabytes(1);

		private static final DataSize READ_SIZE_MAX = DataSize.ofGigabytes(1);

		public Store {
			if (memoryLimit.toBytes() == 0) {
				memoryLimit = memoryLimitBeside(Runtime.getRuntime().maxMemory());
			}
			if (memoryLimit.compareTo(MEMORY_LIMIT_MIN) < 0) {
				throw new IllegalArgumentException(
						"memory-limit must be at least " + MEMORY_LIMIT_MIN.toMegabytes() + "MB but is " + memoryLimit);
			}
			if (checkpointSize.compareTo(CHECKPOINT_SIZE_MIN) < 0
					|| checkpointSize.compareTo(CHECKPOINT_SIZE_MAX) > 0) {
				throw new IllegalArgumentException("checkpoint-size must be 64KB to 1GB but is " + checkpointSize);
			}
			if (tailSize.isNegative() || tailSize.compareTo(TAIL_SIZE_MAX) > 0) {
				throw new IllegalArgumentException("tail-size must be 0 to 1GB but is " + tailSize);
			}
			if (readSize.compareTo(READ_SIZE_MIN) < 0 || readSize.compareTo(READ_SIZE_MAX) > 0) {
				throw new IllegalArgumentException("read-size must be 1MB to 1GB but is " + readSize);
			}
		}

		/** What DuckDB may take beside a heap, where nothing is set. */
		static DataSize memoryLimitBeside(long heapBytesMax) {
			return DataSize.ofBytes(Math.clamp(heapBytesMax / 2, MEMORY_LIMIT_DEFAULT_MIN.toBytes(),
					MEMORY_LIMIT_DEFAULT_MAX.toBytes()));
		}

		/** The same, with row groups merged. */
		Store mergingRowGroups() {
			return new Store(this.memoryLimit, this.checkpointSize, true, this.threads, this.readers,
					this.queuedSpansMax, this.commitSpansMax, this.recentSpansMax, this.tailSize, this.readSize,
					this.figuresSpans, this.queueTimeout, this.closeTimeout);
		}
	}

}
