package io.mahavishnu.otel.lucene;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.util.unit.DataSize;

/** Settings for tests. */
final class TestSettings {

	private static final DataSize SMALL_SEGMENTS_SIZE = DataSize.ofMegabytes(16);

	private TestSettings() {
	}

	static LuceneProperties inMemory() {
		return new LuceneProperties(LuceneProperties.MEMORY, index(5_000));
	}

	static LuceneProperties inMemory(int selectiveTracesMax) {
		return new LuceneProperties(LuceneProperties.MEMORY, index(selectiveTracesMax));
	}

	static LuceneProperties inMemory(int selectiveTracesMax, LuceneProperties.VectorEncoding encoding) {
		return new LuceneProperties(LuceneProperties.MEMORY, index(selectiveTracesMax, SMALL_SEGMENTS_SIZE, encoding));
	}

	/** With the store's file in a folder; the index lies in {@code traces.index}. */
	static LuceneProperties in(Path folder) {
		return in(folder, SMALL_SEGMENTS_SIZE);
	}

	static LuceneProperties in(Path folder, DataSize smallSegmentsSize) {
		return in(folder, index(5_000, smallSegmentsSize, LuceneProperties.VectorEncoding.FLOAT32));
	}

	static LuceneProperties in(Path folder, LuceneProperties.VectorEncoding encoding) {
		return in(folder, index(5_000, SMALL_SEGMENTS_SIZE, encoding));
	}

	private static LuceneProperties in(Path folder, LuceneProperties.Index index) {
		return new LuceneProperties(folder.resolve("traces.duckdb").toString(), index);
	}

	static LuceneProperties.Index index(int selectiveTracesMax) {
		return index(selectiveTracesMax, SMALL_SEGMENTS_SIZE, LuceneProperties.VectorEncoding.FLOAT32);
	}

	private static LuceneProperties.Index index(int selectiveTracesMax, DataSize smallSegmentsSize,
			LuceneProperties.VectorEncoding encoding) {
		return new LuceneProperties.Index(DataSize.ofMegabytes(64), null, smallSegmentsSize, Duration.ofMinutes(5), 64,
				encoding, 4096, 2_000_000, 1000, selectiveTracesMax, DataSize.ofKilobytes(8));
	}

}
