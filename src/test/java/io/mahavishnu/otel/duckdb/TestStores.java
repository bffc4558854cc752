package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.time.Duration;

import io.mahavishnu.otel.store.ArchiveFolders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.util.unit.DataSize;

/** Stores for tests. */
final class TestStores {

	/** What is read comes from the database. */
	static final DuckDbProperties.Store SETTINGS = settings(100_000, 100_000);

	/** The newest changes are at hand. */
	static final DuckDbProperties.Store SETTINGS_WITH_TAIL = settings(100_000, 100_000, DataSize.ofMegabytes(1));

	private TestStores() {
	}

	static DuckDbProperties.Store settings(int queuedSpansMax, int recentSpansMax) {
		return settings(queuedSpansMax, recentSpansMax, DataSize.ofBytes(0));
	}

	private static DuckDbProperties.Store settings(int queuedSpansMax, int recentSpansMax, DataSize tailSize) {
		return new DuckDbProperties.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(16), false, 2, 2,
				queuedSpansMax, 10_000, recentSpansMax, tailSize, DataSize.ofMegabytes(1), 500_000,
				Duration.ofSeconds(10), Duration.ofSeconds(20));
	}

	/** Keeps figures of all stretches that are due. */
	static void keepAll(FigureKeeper keeper) {
		boolean more = true;
		while (more) {
			more = keeper.keepNext(() -> false);
		}
	}

	static DuckDbEngine inMemory() {
		return open(DatabaseLocation.MEMORY, SETTINGS);
	}

	static DuckDbEngine open(Path file) {
		return open(file.toString(), SETTINGS);
	}

	static DuckDbEngine open(String hotStorePath, DuckDbProperties.Store settings) {
		return DuckDbEngine.open(new DuckDbProperties(hotStorePath, settings), ArchiveFolders.NONE,
				new SimpleMeterRegistry());
	}

}
