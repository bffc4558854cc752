package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import io.mahavishnu.otel.duckdb.DuckDbProperties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * What DuckDB itself takes: the rows that the service made of the same spans, already
 * decoded, appended by one thread to the same table of a file of its own, with as many
 * rows in a commit and the same settings as the service has. For use by one thread.
 */
final class BareAppender implements Contender, AutoCloseable {

	private static final String TABLE = "spans";

	private static final int ROWS_MAX = 50_000;

	private static final int ROWS_PER_COMMIT = 10_000;

	private final DuckDBConnection connection;

	private final List<@Nullable Object[]> rows = new ArrayList<>();

	private final int sequenceColumn;

	private long sequence;

	/**
	 * Takes the rows out of a database.
	 * @param database a database of the service that no process has open
	 */
	BareAppender(Path database) throws SQLException {
		this.connection = connect(database);
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT * FROM spans ORDER BY seq LIMIT " + ROWS_MAX)) {
			this.sequenceColumn = row.findColumn("seq") - 1;
			int columns = row.getMetaData().getColumnCount();
			while (row.next()) {
				@Nullable Object[] values = new Object[columns];
				for (int i = 0; i < columns; i++) {
					values[i] = row.getObject(i + 1);
				}
				this.rows.add(values);
			}
			this.sequence = statement.executeUpdate("DELETE FROM spans");
			statement.execute("CHECKPOINT");
		}
		if (this.rows.isEmpty()) {
			throw new IllegalStateException("no rows in " + database);
		}
	}

	@Override
	public String title() {
		return "DuckDB's Appender alone";
	}

	@Override
	public Server server() {
		return new Server(ProcessHandle.current().pid(), () -> true);
	}

	@Override
	public long bytesPerSpan() {
		return 0;
	}

	@Override
	public Load.Sent run(Duration duration) throws IOException {
		long start = System.nanoTime();
		long spans = 0;
		try {
			this.connection.setAutoCommit(false);
			for (int next = 0; System.nanoTime() - start < duration.toNanos();) {
				try (DuckDBAppender appender = this.connection.createAppender(TABLE)) {
					for (int i = 0; i < ROWS_PER_COMMIT; i++, next++) {
						append(appender, this.rows.get(next % this.rows.size()));
					}
				}
				this.connection.commit();
				spans += ROWS_PER_COMMIT;
			}
		}
		catch (SQLException failure) {
			throw new IOException("DuckDB refused rows", failure);
		}
		return new Load.Sent(spans, 0, 0, 0, System.nanoTime() - start);
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

	private void append(DuckDBAppender appender, @Nullable Object[] row) throws SQLException {
		appender.beginRow();
		for (int i = 0; i < row.length; i++) {
			if (i == this.sequenceColumn) {
				appender.append(++this.sequence);
			}
			else {
				append(appender, row[i]);
			}
		}
		appender.endRow();
	}

	private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
		switch (value) {
			case null -> appender.append((String) null);
			case String text -> appender.append(text);
			case Long number -> appender.append(number.longValue());
			case Integer number -> appender.append(number.intValue());
			case Short number -> appender.append(number.shortValue());
			case Byte number -> appender.append(number.byteValue());
			case Boolean flag -> appender.append(flag.booleanValue());
			case UUID id -> appender.append(id);
			case BigInteger number -> appender.append(number);
			case byte[] bytes -> appender.append(bytes);
			default -> appender.append(value.toString());
		}
	}

	/** With the service's default settings. */
	private static DuckDBConnection connect(Path file) throws SQLException {
		DuckDbProperties.Store defaults = new Binder(new MapConfigurationPropertySource(Map.of()))
			.bindOrCreate("mahavishnu.otel-ingester", DuckDbProperties.class)
			.store();
		Properties settings = new Properties();
		settings.setProperty("memory_limit", defaults.memoryLimit().toBytes() + "B");
		settings.setProperty("checkpoint_threshold", defaults.checkpointSize().toBytes() + "B");
		settings.setProperty("max_vacuum_tasks", "0");
		settings.setProperty("threads", Integer.toString(defaults.threads()));
		Connection connection = DuckDBConnection.newConnection("jdbc:duckdb:" + file, false, "", settings);
		return connection.unwrap(DuckDBConnection.class);
	}

}
