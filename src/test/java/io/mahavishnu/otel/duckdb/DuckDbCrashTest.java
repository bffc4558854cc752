package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.StoredSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What was acknowledged is there after {@code kill -9}. */
class DuckDbCrashTest {

	@TempDir
	private Path folder;

	@Test
	void open_givesBackWhatWasAcknowledged_whenTheProcessWasKilled() throws Exception {
		Path file = this.folder.resolve("store.duckdb");
		List<String> acknowledged = new ArrayList<>();
		for (int run = 0; run < 4; run++) {
			AppendingProcess process = AppendingProcess.start(file, "run" + run);
			acknowledged.addAll(process.acknowledged(100 + 150 * run));
			acknowledged.addAll(process.kill());
		}
		try (DuckDbEngine engine = TestStores.open(file)) {
			assertThat(engine.health().shortfall()).isNull();
			Map<String, Integer> stored = storedSpans(engine);
			assertThat(stored.keySet()).containsAll(acknowledged);
			assertThat(stored).allSatisfy((_, spans) -> assertThat(spans).isEqualTo(AppendingMain.SPANS_PER_TRACE));
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			assertThat(store.append(StoredSpans.spans(acknowledged.getLast(), 3)).join().duplicates()).isEqualTo(3);
		}
	}

	private static Map<String, Integer> storedSpans(DuckDbEngine engine) {
		Map<String, Integer> spans = new LinkedHashMap<>();
		for (Change change : new DuckDbTraceStore(engine).changes(LogPosition.START, 1_000_000)) {
			spans.merge(change.traceId().value(), 1, Integer::sum);
		}
		return spans;
	}

}
