package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseCopyTest {

	@TempDir
	private Path folder;

	@Test
	void complete_leavesEverythingInTheFileItself() throws SQLException {
		Path file = this.folder.resolve("copy.duckdb");
		try (Session session = withRows(); DatabaseCopy copy = DatabaseCopy.make(session, file)) {
			copy.complete();
		}

		assertThat(this.folder).isDirectoryNotContaining("glob:**.wal");
		try (Session copied = connect(file.toString())) {
			assertThat(copied.sql("SELECT count(*) FROM numbers").query(Long.class).single()).isEqualTo(1000);
		}
	}

	@Test
	void complete_fails_whenDuckDbCannotWriteTheCopyOut() throws SQLException {
		try (Session session = withRows();
				DatabaseCopy copy = DatabaseCopy.make(session, this.folder.resolve("copy.duckdb"))) {
			session.execute("SET debug_checkpoint_abort = 'before_header'");

			assertThatThrownBy(copy::complete).isInstanceOf(DataAccessException.class)
				.hasMessageContaining("Checkpoint aborted");
		}
	}

	private static Session withRows() throws SQLException {
		Session session = connect("");
		session.execute("CREATE TABLE numbers AS SELECT range AS number FROM range(1000)");
		return session;
	}

	private static Session connect(String file) throws SQLException {
		return new Session(DriverManager.getConnection("jdbc:duckdb:" + file).unwrap(DuckDBConnection.class));
	}

}
