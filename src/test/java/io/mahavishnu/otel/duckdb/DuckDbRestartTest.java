package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.AppendReceipt;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.TraceId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/** What is stored outlives its process, and what did not is reported. */
class DuckDbRestartTest {

	private static final TraceId TRACE = new TraceId("t1");

	@TempDir
	private Path folder;

	private Path file;

	@BeforeEach
	void name() {
		this.file = this.folder.resolve("data/store.duckdb");
	}

	@Test
	void open_givesBackEverything() {
		PassageId passage = PassageId.of("passage");
		List<Change> before;
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			store.append(List.of(StoredSpans.fullSpan("t1", "a"), StoredSpans.span("t2", "a"))).join();
			store.delete(new TraceLocation(new TraceId("t2"), SpanLocations.NONE), LogPosition.START).join();
			new DuckDbVectorStore(engine).put("m", Map.of(passage, new float[] { 1, 2 }));
			before = store.changes(LogPosition.START, 100);
		}
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			assertThat(before).hasSize(2);
			assertThat(store.changes(LogPosition.START, 100)).isEqualTo(before);
			assertThat(store.head()).isEqualTo(new LogPosition(3));
			assertThat(new DuckDbVectorStore(engine).find("m", List.of(passage)).get(passage)).containsExactly(1, 2);
			assertThat(store.figures().vectors()).isEqualTo(1);
			assertThat(store.figures().bytesOnDisk()).isPositive();
			assertThat(engine.health().shortfall()).isNull();
		}
	}

	@Test
	void append_recognisesSpans_thatWereStoredBeforeARestart() {
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			new DuckDbTraceStore(engine).append(StoredSpans.spans("t1", 3)).join();
		}
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			AppendReceipt again = store.append(StoredSpans.spans("t1", 3)).join();
			AppendReceipt other = store.append(List.of(StoredSpans.span("t1", "s0", "other"))).join();
			assertThat(again.duplicates()).isEqualTo(3);
			assertThat(other.conflicts()).isEqualTo(1);
		}
	}

	@Test
	void head_continues_whenTheNewestTraceWasDeleted() {
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			store.append(StoredSpans.spans("t1", 3)).join();
			store.delete(new TraceLocation(TRACE, SpanLocations.NONE), LogPosition.START).join();
		}
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			assertThat(store.append(StoredSpans.spans("t1", 3)).join().upTo()).isEqualTo(new LogPosition(7));
		}
	}

	@Test
	void open_reportsAShortfall_andContinuesAfterWhatWasAcknowledged() throws IOException {
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			new DuckDbTraceStore(engine).append(StoredSpans.spans("t1", 3)).join();
		}
		try (AcknowledgedPosition acknowledged = AcknowledgedPosition.open(sibling(".ack"))) {
			assertThat(acknowledged.read()).hasValue(3);
			acknowledged.write(10);
		}
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			assertThat(engine.health().shortfall()).isEqualTo(new StoreHealth.Shortfall(10, 3));
			assertThat(new DuckDbHealthIndicator(engine).health().getStatus()).isEqualTo(new Status("DEGRADED"));
			assertThat(new DuckDbTraceStore(engine).append(StoredSpans.spans("t2", 1)).join().upTo())
				.isEqualTo(new LogPosition(11));
		}
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			assertThat(engine.health().shortfall()).isNull();
			assertThat(new DuckDbHealthIndicator(engine).health().getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void open_notesWhatWasStored_andNotNotedBeforeACrash() throws IOException {
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			new DuckDbTraceStore(engine).append(StoredSpans.spans("t1", 3)).join();
		}
		try (AcknowledgedPosition acknowledged = AcknowledgedPosition.open(sibling(".ack"))) {
			acknowledged.write(2);
		}
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			assertThat(new DuckDbTraceStore(engine).append(StoredSpans.spans("t1", 3)).join().duplicates())
				.isEqualTo(3);
		}
		try (AcknowledgedPosition acknowledged = AcknowledgedPosition.open(sibling(".ack"))) {
			assertThat(acknowledged.read()).hasValue(3);
		}
	}

	@Test
	void open_works_whenTheAcknowledgedPositionIsDamaged() throws IOException {
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			new DuckDbTraceStore(engine).append(StoredSpans.spans("t1", 3)).join();
		}
		Files.write(sibling(".ack"), new byte[] { 1, 2, 3 });
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			assertThat(new DuckDbTraceStore(engine).append(StoredSpans.spans("t2", 1)).join().upTo())
				.isEqualTo(new LogPosition(4));
		}
	}

	@Test
	void open_makesAFolder_forItsOwnerOnly() throws IOException {
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			assertThat(engine.health().isOpen()).isTrue();
			assertThat(Files.getPosixFilePermissions(this.folder.resolve("data")))
				.isEqualTo(PosixFilePermissions.fromString("rwx------"));
		}
	}

	@Test
	void open_locksTheConfiguration() {
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			assertThat(setting(engine, "enable_external_access")).isEqualTo("false");
			assertThat(setting(engine, "lock_configuration")).isEqualTo("true");
			assertThat(setting(engine, "threads")).isEqualTo("2");
			assertThat(setting(engine, "memory_limit")).isEqualTo("256.0 MiB");
		}
	}

	@Test
	void store_isOpenedAnew_whenTheDatabaseBecomesInvalid() {
		try (DuckDbEngine engine = TestStores.open(this.file)) {
			DuckDbTraceStore store = new DuckDbTraceStore(engine);
			store.append(StoredSpans.spans("t1", 3)).join();
			engine.problemOf(new IllegalStateException("FATAL Error: the database has been invalidated"));
			Awaitility.await().until(() -> engine.health().isOpen());
			assertThat(store.append(StoredSpans.spans("t1", 4)).join().newSpans()).containsEntry(TRACE, 1);
			assertThat(store.changes(LogPosition.START, 10)).hasSize(4);
			assertThat(new DuckDbHealthIndicator(engine).health().getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void health_isDown_whenAStoreInMemoryBecomesInvalid() {
		try (DuckDbEngine engine = TestStores.inMemory()) {
			engine.problemOf(new IllegalStateException("FATAL Error: the database has been invalidated"));
			assertThat(new DuckDbHealthIndicator(engine).health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(new DuckDbTraceStore(engine).append(StoredSpans.spans("t1", 1)))
				.failsWithin(Duration.ofSeconds(10));
		}
	}

	private Path sibling(String suffix) {
		return this.file.resolveSibling(this.file.getFileName() + suffix);
	}

	private static String setting(DuckDbEngine engine, String name) {
		return engine.read((session) -> session.sql("SELECT current_setting('" + name + "')::VARCHAR")
			.query(String.class)
			.single());
	}

}
