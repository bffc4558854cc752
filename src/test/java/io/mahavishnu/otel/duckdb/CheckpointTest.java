package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.util.stream.IntStream;

import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CheckpointTest {

	private static final String ROW_GROUPS = "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('spans')";

	@TempDir
	private Path folder;

	@Test
	void checkpoint_writesNothingAgain_thatWasWrittenBefore() {
		try (DuckDbEngine engine = DuckDbEngine.open(
				new DuckDbProperties(this.folder.resolve("store.duckdb").toString(), TestStores.SETTINGS),
				new ArchiveFolders(this.folder, this.folder, this.folder), new SimpleMeterRegistry())) {
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			DuckDbStoreFiles files = new DuckDbStoreFiles(engine);
			for (int i = 0; i < 5; i++) {
				store.append(IntStream.range(100 * i, 100 * (i + 1)).mapToObj(CheckpointTest::span).toList()).join();
				files.reclaim();
			}

			long rowGroups = engine.read((session) -> session.sql(ROW_GROUPS).query(Long.class).single());
			assertThat(rowGroups).isEqualTo(5);
		}
	}

	private static ReceivedSpan span(int number) {
		return StoredSpans.span("t" + number, "a");
	}

}
