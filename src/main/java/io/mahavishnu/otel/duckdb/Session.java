package io.mahavishnu.otel.duckdb;

import java.sql.SQLException;
import java.sql.Statement;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.StatementCallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One connection with Spring's templates over it. For one thread at a time.
 */
final class Session implements AutoCloseable {

	private final DuckDBConnection connection;

	private final JdbcTemplate template;

	private final JdbcClient client;

	private final TransactionOperations transaction;

	private volatile @Nullable Statement running;

	Session(DuckDBConnection connection) {
		this.connection = connection;
		SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
		this.template = new JdbcTemplate(source);
		this.client = JdbcClient.create(this.template);
		this.transaction = new ExplicitTransactions(this.template);
	}

	/** A statement with named parameters. */
	JdbcClient.StatementSpec sql(String sql) {
		return this.client.sql(sql);
	}

	/** Runs a statement, or several, without parameters. */
	void execute(String sql) {
		this.template.execute((StatementCallback<@Nullable Void>) (statement) -> {
			this.running = statement;
			try {
				statement.execute(sql);
			}
			finally {
				this.running = null;
			}
			return null;
		});
	}

	/** Ends what {@link #execute} runs, if anything; may be called by any thread. */
	void cancel() {
		Statement statement = this.running;
		if (statement != null) {
			try {
				statement.cancel();
			}
			catch (SQLException _) {
				// it has ended by itself
			}
		}
	}

	/** Transactions on this connection; an exception rolls back. */
	TransactionOperations transaction() {
		return this.transaction;
	}

	/**
	 * Appends rows to a table through DuckDB's Appender, the only way in that is fast.
	 * Within {@link #transaction()}, otherwise large appends would be committed in parts.
	 */
	void append(String table, Rows rows) {
		this.template.execute((ConnectionCallback<@Nullable Void>) (connection) -> {
			try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender(table)) {
				rows.appendTo(appender);
				// closing alone would keep an error to itself
				appender.flush();
			}
			return null;
		});
	}

	/** Another session on the same database. */
	Session duplicate() throws SQLException {
		return new Session(this.connection.duplicate());
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

	/** Rows to append. */
	@FunctionalInterface
	interface Rows {

		void appendTo(DuckDBAppender appender) throws SQLException;

	}

}
