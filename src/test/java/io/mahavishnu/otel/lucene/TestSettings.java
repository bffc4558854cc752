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

	/** With the store's file in a folder; the index lies in {@code traces.index}. */
	static LuceneProperties in(Path folder) {
		return in(folder, SMALL_SEGMENTS_SIZE);
	}

	static LuceneProperties in(Path folder, DataSize smallSegmentsSize) {
		return new LuceneProperties(folder.resolve("traces.duckdb").toString(), index(5_000, smallSegmentsSize));
	}

	static LuceneProperties.Index index(int selectiveTracesMax) {
		return index(selectiveTracesMax, SMALL_SEGMENTS_SIZE);
	}

	private static LuceneProperties.Index index(int selectiveTracesMax, DataSize smallSegmentsSize) {
		return new LuceneProperties.Index(DataSize.ofMegabytes(64), smallSegmentsSize, Duration.ofMinutes(5), 64,
				LuceneProperties.VectorEncoding.FLOAT32, 4096, 2_000_000, 1000, selectiveTracesMax,
				DataSize.ofKilobytes(8));
	}

}
