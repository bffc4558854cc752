package io.mahavishnu.otel.lucene;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.util.unit.DataSize;

/** Settings for tests. */
final class TestSettings {

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
		return new LuceneProperties(folder.resolve("traces.duckdb").toString(), index(5_000));
	}

	static LuceneProperties.Index index(int selectiveTracesMax) {
		return new LuceneProperties.Index(DataSize.ofMegabytes(64), DataSize.ofMegabytes(16), Duration.ofMinutes(5), 64,
				LuceneProperties.VectorEncoding.FLOAT32, 4096, 2_000_000, 1000, selectiveTracesMax,
				DataSize.ofKilobytes(8));
	}

}
