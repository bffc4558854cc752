package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.LogPosition;

import org.springframework.dao.DataAccessException;

/**
 * A copy of the database in another file, which DuckDB keeps attached while it is made.
 * It may take its place only once {@link #complete()} has returned. Deleted rows are not
 * copied, so no text of them is in it. For one thread at a time.
 */
final class DatabaseCopy implements AutoCloseable {

	private static final String NAME = "mahavishnu_copy";

	private static final String SPANS = Sql.named("copy-spans");

	private static final String DELETED_SPANS = Sql.named("copy-deleted-spans");

	private static final String DELETIONS = Sql.named("copy-deletions");

	private static final String VECTORS = Sql.named("copy-vectors");

	private static final String REMOVED_VECTORS = Sql.named("copy-removed-vectors");

	private static final String LAST = Sql.named("copy-last-sequence");

	private static final String TABLES = """
			SELECT table_name FROM duckdb_tables() WHERE database_name = 'mahavishnu_copy' ORDER BY table_name""";

	private static final String TABLE = "INSERT INTO mahavishnu_copy.main.%1$s SELECT * FROM %1$s";

	private static final String COUNTS = """
			SELECT count(*) AS spans, count(DISTINCT trace_id) AS traces FROM mahavishnu_copy.main.spans""";

	private static final String FORGET_DELETIONS = Sql.named("copy-forget-deletions");

	private static final String NOTE_PURGE = """
			UPDATE mahavishnu_copy.main.deletions SET deleted_ns = 0 WHERE deleted_ns > 0 AND seq <= :indexed""";

	private static final String VECTOR_TABLES = """
			SELECT table_name FROM duckdb_tables()
			WHERE database_name = :database AND starts_with(table_name, 'vectors_') ORDER BY table_name""";

	private final Session session;

	private final String original;

	private boolean attached = true;

	private DatabaseCopy(Session session, String original) {
		this.session = session;
		this.original = original;
	}

	/** Copies everything as it is at one moment. */
	static DatabaseCopy make(Session session, Path file) {
		return make(session, file, List.of());
	}

	/**
	 * Copies everything as it is at one moment, except for figures, which
	 * {@link #copyFigures()} must bring in at the end: copied again and again, all of
	 * them would take room.
	 */
	static DatabaseCopy makeWithoutFigures(Session session, Path file) {
		return make(session, file, FigureTables.NAMES);
	}

	private static DatabaseCopy make(Session session, Path file, List<String> without) {
		String original = session.sql("SELECT current_database()").query(String.class).single();
		session.execute("ATTACH " + Sql.quoted(file.toString()) + " AS " + NAME);
		DatabaseCopy copy = new DatabaseCopy(session, original);
		try {
			// the tables by themselves, since DuckDB would copy each in a transaction of
			// its own
			session.execute("COPY FROM DATABASE " + Sql.identifier(original) + " TO " + NAME + " (SCHEMA)");
			List<String> tables = session.sql(TABLES)
				.query((row, _) -> row.getString(1))
				.list()
				.stream()
				.filter((table) -> !without.contains(table))
				.toList();
			session.transaction()
				.executeWithoutResult((_) -> tables.forEach((table) -> session.execute(TABLE.formatted(table))));
			return copy;
		}
		catch (RuntimeException failure) {
			copy.closeAfter(failure);
			throw failure;
		}
	}

	/** The position of the last change in the copy. */
	LogPosition last() {
		return new LogPosition(this.session.sql(LAST).query(Long.class).single());
	}

	/** How many traces and spans are in the copy. */
	Counts counts() {
		return this.session.sql(COUNTS)
			.query((row, _) -> new Counts(row.getLong("traces"), row.getLong("spans")))
			.single();
	}

	/**
	 * Notes that what was deleted is left nowhere, and forgets deletions.
	 * @param indexed the position up to which the index has followed, so that nobody
	 * needs them; what was deleted later may be left in the index
	 */
	void forgetDeletions(LogPosition indexed) {
		this.session.transaction().executeWithoutResult((_) -> {
			this.session.sql(FORGET_DELETIONS).param("indexed", indexed.value()).update();
			this.session.sql(NOTE_PURGE).param("indexed", indexed.value()).update();
		});
	}

	/**
	 * Brings into the copy what changed since.
	 * @throws TraceProblem {@code STORE_UNAVAILABLE} when there is a table that the copy
	 * lacks
	 */
	void catchUp() {
		long last = last().value();
		List<String> tables = vectorTables(this.original);
		if (!tables.equals(vectorTables(NAME))) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "a table was made meanwhile: try again later");
		}
		this.session.transaction().executeWithoutResult((_) -> {
			this.session.sql(SPANS).param("last", last).update();
			this.session.sql(DELETED_SPANS).param("last", last).update();
			this.session.sql(DELETIONS).param("last", last).update();
			for (String table : tables) {
				this.session.execute(VECTORS.formatted(table));
				this.session.execute(REMOVED_VECTORS.formatted(table));
			}
		});
	}

	/** Brings the figures into the copy; they fit what it holds now. */
	void copyFigures() {
		this.session.transaction()
			.executeWithoutResult(
					(_) -> FigureTables.NAMES.forEach((table) -> this.session.execute(TABLE.formatted(table))));
	}

	/**
	 * Writes the copy out and lets go of its file, which then holds everything by itself.
	 * @throws DataAccessException when it cannot be written out
	 */
	void complete() {
		// by itself, since DuckDB keeps it to itself when that fails on detaching
		this.session.execute("CHECKPOINT " + NAME);
		close();
	}

	/** Lets go of the file, whether the copy is written out or not. */
	@Override
	public void close() {
		if (this.attached) {
			this.attached = false;
			this.session.execute("DETACH " + NAME);
		}
	}

	private void closeAfter(RuntimeException failure) {
		try {
			close();
		}
		catch (RuntimeException another) {
			failure.addSuppressed(another);
		}
	}

	private List<String> vectorTables(String database) {
		return this.session.sql(VECTOR_TABLES).param("database", database).query((row, _) -> row.getString(1)).list();
	}

	/**
	 * What a copy holds.
	 *
	 * @param traces distinct traces
	 * @param spans rows of spans
	 */
	record Counts(long traces, long spans) {

	}

}
