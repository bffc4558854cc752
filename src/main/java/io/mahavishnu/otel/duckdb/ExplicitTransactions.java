package io.mahavishnu.otel.duckdb;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Transactions by statements of their own. DuckDB's driver begins one only at the first
 * statement after {@code setAutoCommit(false)}, and an Appender is none: what it appends
 * would be committed when it is closed, which keeps a failure, such as a full disk, to
 * itself. After a commit that failed the driver would not begin another one. For one
 * thread at a time.
 */
final class ExplicitTransactions implements TransactionOperations {

	private final JdbcTemplate template;

	ExplicitTransactions(JdbcTemplate template) {
		this.template = template;
	}

	@Override
	public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
		this.template.execute("BEGIN TRANSACTION");
		try {
			T result = action.doInTransaction(new SimpleTransactionStatus());
			this.template.execute("COMMIT");
			return result;
		}
		catch (RuntimeException | Error failure) {
			rollBack(failure);
			throw failure;
		}
	}

	private void rollBack(Throwable failure) {
		try {
			this.template.execute("ROLLBACK");
		}
		catch (DataAccessException none) {
			// a commit that failed has rolled back already
			failure.addSuppressed(none);
		}
	}

}
