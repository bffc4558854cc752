package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Spans in Parquet files, also in those that somebody else wrote. */
class ParquetFilesTest {

	@TempDir
	private Path folder;

	private Path archive;

	private DuckDbEngine engine;

	private DuckDbTraceStore store;

	private DuckDbStoreFiles files;

	@BeforeEach
	void open() throws IOException {
		this.archive = Files.createDirectories(this.folder.resolve("the archive's folder"));
		this.engine = DuckDbEngine.open(
				new DuckDbProperties(this.folder.resolve("it's a store.duckdb").toString(), TestStores.SETTINGS),
				new ArchiveFolders(this.archive, this.archive, this.archive), new SimpleMeterRegistry());
		this.store = new DuckDbTraceStore(this.engine);
		this.files = new DuckDbStoreFiles(this.engine);
	}

	@AfterEach
	void close() {
		this.engine.close();
	}

	@Test
	void parquet_givesBackEverything_ofTheTracesThatStartInTime() {
		ReceivedSpan full = StoredSpans.fullSpan("t1", "a");
		ReceivedSpan noStart = new ReceivedSpan(full.span().toBuilder().time(0, 0).build(), "caller",
				StoredSpans.RECEIVED);
		ReceivedSpan late = new ReceivedSpan(StoredSpans.span("t2", "a").span().toBuilder().time(5_000, 6_000).build(),
				null, StoredSpans.RECEIVED);
		this.store.append(List.of(noStart, StoredSpans.span("t3", "a"), late)).join();
		Path all = this.archive.resolve("all.parquet");
		assertThat(this.files.writeParquet(all, 0, Long.MAX_VALUE).spans()).isEqualTo(3);
		assertThat(this.files.readParquet(all, 0, 100)).containsExactly(noStart, StoredSpans.span("t3", "a"), late);
		assertThat(this.files.readParquet(all, 1, 1)).containsExactly(StoredSpans.span("t3", "a"));
		assertThat(this.files.readParquet(all, 3, 1)).isEmpty();
		Path some = this.archive.resolve("some.parquet");
		assertThat(this.files.writeParquet(some, 5_000, 5_000).traces()).isEqualTo(1);
		assertThat(this.files.readParquet(some, 0, 100)).containsExactly(late);
	}

	@Test
	void readParquet_refuses_whatIsNoFileOfSpans_andWhatLiesElsewhere() throws IOException {
		Path text = Files.writeString(this.archive.resolve("text.parquet"), "no Parquet");
		Path elsewhere = this.folder.resolve("elsewhere.parquet");
		this.store.append(StoredSpans.spans("t1", 1)).join();
		this.files.writeParquet(this.archive.resolve("good.parquet"), 0, Long.MAX_VALUE);
		Files.copy(this.archive.resolve("good.parquet"), elsewhere);
		for (Path refused : List.of(text, elsewhere, this.archive.resolve("missing.parquet"))) {
			assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> this.files.readParquet(refused, 0, 10))
				.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "name | NULL", "trace_id | NULL", "resource | NULL", "trace_state | NULL", "trace_id | 'no id'",
					"attributes | 'text'", "attributes | '{\"a\":'", "attributes | '\"a\"'", "attributes | '[1]'",
					"resource | '[]'", "resource | '[{},\"\",0,[1]]'", "events | '{}'", "links | '[[1]]'",
					"start_ns | -1" })
	void readParquet_namesTheRow_thatIsNoSpan(String column, String value) throws SQLException {
		this.store.append(List.of(StoredSpans.span("t1", "a"), StoredSpans.fullSpan("t2", "a"))).join();
		Path good = this.archive.resolve("good.parquet");
		this.files.writeParquet(good, 0, Long.MAX_VALUE);
		Path bad = this.archive.resolve("bad.parquet");
		inDuckDb("COPY (SELECT * REPLACE (if(trace_id = 't2', " + value + ", " + column + ") AS " + column + ") FROM "
				+ Sql.quoted(good.toString()) + ") TO " + Sql.quoted(bad.toString()));
		assertThat(this.files.readParquet(bad, 0, 1)).hasSize(1);
		assertIsRefused(bad, "row 2 of " + bad);
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> this.files.readParquet(bad, 1, 1))
			.withMessageContaining("row 2 of " + bad);
	}

	@Test
	void readParquet_refusesAFileOfSomethingElse() throws SQLException {
		Path other = this.archive.resolve("other.parquet");
		inDuckDb("COPY (SELECT 1 AS trace_id) TO " + Sql.quoted(other.toString()));
		assertIsRefused(other, "is no Parquet file of spans");
	}

	@Test
	void readParquet_saysThatTheStoreCannot_whenItHasTooLittleMemory() throws SQLException {
		this.store.append(StoredSpans.spans("t1", 1)).join();
		Path small = this.archive.resolve("small.parquet");
		this.files.writeParquet(small, 0, Long.MAX_VALUE);
		Path large = this.archive.resolve("large.parquet");
		inDuckDb("COPY (SELECT * REPLACE (repeat('x', 400000000) AS name) FROM " + Sql.quoted(small.toString())
				+ ") TO " + Sql.quoted(large.toString()));
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> this.files.readParquet(large, 0, 1))
			.satisfies((problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE);
				assertThat(problem.detail()).contains("store.memory-limit");
			});
	}

	private void assertIsRefused(Path file, String named) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> this.files.readParquet(file, 0, 10))
			.satisfies((problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
				assertThat(problem.detail()).contains(named);
			});
	}

	private static void inDuckDb(String statement) throws SQLException {
		try (Connection other = DriverManager.getConnection("jdbc:duckdb:"); Statement sql = other.createStatement()) {
			sql.execute(statement);
		}
	}

}
