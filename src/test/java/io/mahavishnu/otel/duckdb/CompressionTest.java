package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How what spans say is kept in the files. */
class CompressionTest {

	private static final String COMPRESSION = """
			SELECT DISTINCT compression FROM pragma_storage_info('spans')
			WHERE column_name = :column AND segment_type = 'VARCHAR'""";

	@TempDir
	private Path folder;

	@Test
	void whatSpansSay_isCompressedWithZstd_inTheStore_inABackup_andAfterAPurge() throws IOException, SQLException {
		Path file = this.folder.resolve("store.duckdb");
		Path archive = Files.createDirectories(this.folder.resolve("archive"));
		Path backup = archive.resolve("backup.duckdb");
		try (DuckDbEngine engine = open(file, archive)) {
			new DuckDbTraceStore(engine).append(IntStream.range(0, 5000).mapToObj(CompressionTest::span).toList())
				.join();
			new DuckDbStoreFiles(engine).backup(backup);
		}
		assertIsCompressed(file);
		assertIsCompressed(backup);
		try (DuckDbEngine engine = open(file, archive)) {
			DuckDbStoreFiles files = new DuckDbStoreFiles(engine);
			LogPosition deleted = new DuckDbTraceStore(engine)
				.delete(new TraceLocation(new TraceId("t0"), SpanLocations.NONE), LogPosition.START)
				.join();
			assertThat(files.unpurged()).isPresent();
			files.purge(deleted);
			assertThat(files.unpurged()).isEmpty();
		}
		assertIsCompressed(file);
	}

	private static DuckDbEngine open(Path file, Path archive) {
		return DuckDbEngine.open(new DuckDbProperties(file.toString(), TestStores.SETTINGS),
				new ArchiveFolders(archive, archive, archive), new SimpleMeterRegistry());
	}

	private static ReceivedSpan span(int number) {
		ReceivedSpan span = StoredSpans.span("t" + number, "a");
		Attributes said = Attributes.of("text", "order " + number + " could not be paid, since the card was declined");
		return new ReceivedSpan(
				span.span().toBuilder().attributes(said).events(List.of(new SpanEvent("said", 1, said, 0))).build(),
				null, span.receivedEpochNanos());
	}

	private static void assertIsCompressed(Path file) throws SQLException {
		try (Session session = new Session(
				DuckDBConnection.newConnection("jdbc:duckdb:" + file, false, "", new Properties()))) {
			for (String column : List.of("attributes", "events")) {
				assertThat(session.sql(COMPRESSION).param("column", column).query((row, _) -> row.getString(1)).list())
					.as(column)
					.containsExactly("ZSTD");
			}
		}
	}

}
