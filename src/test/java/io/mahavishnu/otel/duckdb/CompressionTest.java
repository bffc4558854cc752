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
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How what spans say is kept in the files. */
class CompressionTest {

	private static final String COMPRESSION_OF_ATTRIBUTES = """
			SELECT DISTINCT compression FROM pragma_storage_info('spans')
			WHERE column_name = 'attributes' AND segment_type = 'VARCHAR'""";

	@TempDir
	private Path folder;

	@Test
	void attributes_areCompressedWithZstd_inTheStore_inABackup_andAfterAPurge() throws IOException, SQLException {
		Path file = this.folder.resolve("store.duckdb");
		Path archive = Files.createDirectories(this.folder.resolve("archive"));
		Path backup = archive.resolve("backup.duckdb");
		try (DuckDbEngine engine = open(file, archive)) {
			new DuckDbTraceStore(engine).append(IntStream.range(0, 5000).mapToObj(CompressionTest::span).toList())
				.join();
			new DuckDbStoreFiles(engine).backup(backup);
		}
		assertThat(compressionOfAttributes(file)).containsExactly("ZSTD");
		assertThat(compressionOfAttributes(backup)).containsExactly("ZSTD");
		try (DuckDbEngine engine = open(file, archive)) {
			new DuckDbStoreFiles(engine).purge(LogPosition.START);
		}
		assertThat(compressionOfAttributes(file)).containsExactly("ZSTD");
	}

	private static DuckDbEngine open(Path file, Path archive) {
		return DuckDbEngine.open(new DuckDbProperties(file.toString(), TestStores.SETTINGS),
				new ArchiveFolders(archive, archive, archive), new SimpleMeterRegistry());
	}

	private static ReceivedSpan span(int number) {
		ReceivedSpan span = StoredSpans.span("t" + number, "a");
		return new ReceivedSpan(span.span()
			.toBuilder()
			.attributes(Attributes.of("text", "order " + number + " could not be paid, since the card was declined"))
			.build(), null, span.receivedEpochNanos());
	}

	private static List<String> compressionOfAttributes(Path file) throws SQLException {
		try (Session session = new Session(
				DuckDBConnection.newConnection("jdbc:duckdb:" + file, false, "", new Properties()))) {
			return session.sql(COMPRESSION_OF_ATTRIBUTES).query((row, _) -> row.getString(1)).list();
		}
	}

}
