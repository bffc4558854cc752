package io.mahavishnu.otel.lucene;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the Lucene index.
 *
 * @param hotStorePath the DuckDB file, beside which the index lies; {@code :memory:}
 * keeps both in memory
 * @param index the index itself
 */
@Validated
@ConfigurationProperties("mahavishnu.otel-ingester")
public record LuceneProperties(@NotBlank @DefaultValue(LuceneProperties.MEMORY) String hotStorePath,
		@Valid @NotNull @DefaultValue Index index) {

	static final String MEMORY = ":memory:";

	/**
	 * Settings of the index.
	 *
	 * @param ramBufferSize how much each of its three parts may hold in memory before it
	 * writes a segment; 1MB to 1GB
	 * @param graphSizeMax how much of the heap the graphs of vectors may take that are
	 * merged at a time: larger segments stay apart; null for a quarter of the heap, or
	 * less of a large one; 32MB to 64GB
	 * @param smallSegmentsSize how much of the segments of traces that are not durable
	 * yet is kept in memory, none larger than an eighth of that; views that are kept for
	 * the next page keep theirs for as long; 0 to 1GB
	 * @param snapshotTtl how long after its last use a page's view is kept for the next
	 * page; 1s to 1h
	 * @param snapshotsMax how many such views are kept at most; 1 to 10,000
	 * @param vectorEncoding how vectors are searched: {@code float32} exactly,
	 * {@code quantized} in a byte a dimension, with less memory and slightly lower recall
	 * @param kMax how many of the nearest passages a query looks at before it scores
	 * every shape instead; 64 to 100,000
	 * @param comparedPassagesMax up to how many passages are all compared with a query
	 * when the first that the graph finds do not fill the page; 0 to 100,000,000
	 * @param shapesPerPassageMax how many shapes are taken from one passage; 10 to
	 * 1,000,000
	 * @param selectiveTracesMax up to how many traces that pass a filter a search starts
	 * from them, and not from the nearest passages; 0 to 10,000,000
	 * @param contentMax size at which content and merged attributes are cut that lists
	 * show; counts for traces that are indexed after a change; 0 to 1MB
	 */
	public record Index(@DefaultValue("64MB") DataSize ramBufferSize, @Nullable DataSize graphSizeMax,
			@DefaultValue("16MB") DataSize smallSegmentsSize,
			@DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("5m") Duration snapshotTtl,
			@Min(1) @Max(10_000) @DefaultValue("64") int snapshotsMax,
			@NotNull @DefaultValue("float32") VectorEncoding vectorEncoding,
			@Min(64) @Max(100_000) @DefaultValue("4096") int kMax,
			@Min(0) @Max(100_000_000) @DefaultValue("2000000") int comparedPassagesMax,
			@Min(10) @Max(1_000_000) @DefaultValue("1000") int shapesPerPassageMax,
			@Min(0) @Max(10_000_000) @DefaultValue("5000") int selectiveTracesMax,
			@DefaultValue("8KB") DataSize contentMax) {

		private static final DataSize RAM_BUFFER_MIN = DataSize.ofMegabytes(1);

		private static final DataSize RAM_BUFFER_MAX = DataSize.ofGigabytes(1);

		private static final DataSize GRAPH_MIN = DataSize.ofMegabytes(32);

		private static final DataSize GRAPH_MAX = DataSize.ofGigabytes(64);

		private static final DataSize SMALL_SEGMENTS_MAX = DataSize.ofGigabytes(1);

		private static final DataSize CONTENT_MAX = DataSize.ofMegabytes(1);

		public Index {
			if (ramBufferSize.compareTo(RAM_BUFFER_MIN) < 0 || ramBufferSize.compareTo(RAM_BUFFER_MAX) > 0) {
				throw new IllegalArgumentException("ram-buffer-size must be 1MB to 1GB but is " + ramBufferSize);
			}
			if (graphSizeMax != null
					&& (graphSizeMax.compareTo(GRAPH_MIN) < 0 || graphSizeMax.compareTo(GRAPH_MAX) > 0)) {
				throw new IllegalArgumentException("graph-size-max must be 32MB to 64GB but is " + graphSizeMax);
			}
			if (smallSegmentsSize.isNegative() || smallSegmentsSize.compareTo(SMALL_SEGMENTS_MAX) > 0) {
				throw new IllegalArgumentException("small-segments-size must be 0 to 1GB but is " + smallSegmentsSize);
			}
			if (contentMax.isNegative() || contentMax.compareTo(CONTENT_MAX) > 0) {
				throw new IllegalArgumentException("content-max must be 0 to 1MB but is " + contentMax);
			}
		}

	}

	/** How vectors are searched. */
	public enum VectorEncoding {

		/** Every component in 32 bits. */
		FLOAT32,

		/** Every component in fewer bits, the exact ones beside for scoring. */
		QUANTIZED

	}

	/** The folder of the index beside the DuckDB file, or null for memory. */
	@Nullable Path folder() {
		if (this.hotStorePath.equals(MEMORY)) {
			return null;
		}
		Path file = Path.of(this.hotStorePath);
		String name = String.valueOf(file.getFileName());
		int dot = name.lastIndexOf('.');
		return file.resolveSibling(((dot > 0) ? name.substring(0, dot) : name) + ".index");
	}

}
