package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ArchiveFigures;
import io.mahavishnu.otel.store.NewFile;
import io.mahavishnu.otel.trace.ReceivedSpan;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowMapper;

/**
 * Spans in Parquet files: the columns of the table, but for those that mean nothing
 * elsewhere.
 */
final class ParquetFiles {

	private static final String WRITE = Sql.named("parquet-write");

	private static final String READ = Sql.named("parquet-read");

	private static final String FIGURES = Sql.named("parquet-figures");

	/** What every row of an export has. */
	private static final List<String> TEXTS = List.of("trace_id", "span_id", "name", "status_message", "attributes",
			"resource", "scope", "events", "links", "trace_state");

	private final DuckDbEngine engine;

	ParquetFiles(DuckDbEngine engine) {
		this.engine = engine;
	}

	ArchiveFigures write(Session session, Path file, long fromEpochNanos, long toEpochNanos) {
		try (NewFile target = NewFile.at(file)) {
			session.sql(WRITE.formatted(Sql.quoted(target.part().toString())))
				.param("from", fromEpochNanos)
				.param("to", toEpochNanos)
				.update();
			long bytes = target.complete();
			return session.sql(FIGURES)
				.param("file", file.toString())
				.query((row, _) -> new ArchiveFigures(row.getLong("traces"), row.getLong("spans"), bytes))
				.single();
		}
		catch (IOException failure) {
			throw NewFile.failed(file, failure);
		}
	}

	/**
	 * Reads rows of a file, which anybody may have written.
	 * @param firstRow the first row, from 0
	 * @param limit how many rows at most
	 * @throws TraceProblem {@code INVALID_REQUEST} when it is no file of spans or a row
	 * is no span, {@code STORE_UNAVAILABLE} when the database cannot read now
	 */
	List<ReceivedSpan> read(Path file, long firstRow, int limit) {
		return this.engine.read((session) -> {
			try {
				return session.sql(READ)
					.param("file", file.toString())
					.param("first", firstRow)
					.param("end", firstRow + limit)
					.query(rows(file))
					.list();
			}
			catch (DataAccessException failure) {
				throw problemOf(failure, file);
			}
		});
	}

	private static RowMapper<ReceivedSpan> rows(Path file) {
		SpanReader spans = new SpanReader();
		return (row, number) -> {
			String where = "row " + (row.getLong("seq") + 1) + " of " + file;
			for (String column : TEXTS) {
				if (row.getString(column) == null) {
					throw TraceProblem
						.invalidRequest(where + " has no " + column + "; fill it in or leave the row out");
				}
			}
			try {
				return spans.mapRow(row, number).received();
			}
			// A text that is not as it is written here can fail in any way.
			catch (RuntimeException unreadable) {
				throw new TraceProblem(ProblemType.INVALID_REQUEST, where + " is no span as an export writes it: "
						+ unreadable.getMessage() + "; correct it or leave it out", unreadable);
			}
		};
	}

	/** DuckDB has no error codes: the words of its message must tell. */
	private static RuntimeException problemOf(DataAccessException failure, Path file) {
		String said = String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
		if (Database.isInvalidatedBy(failure)) {
			return failure;
		}
		if (said.contains("Out of Memory Error")) {
			return new TraceProblem(ProblemType.STORE_UNAVAILABLE,
					"the store has too little memory to read " + file
							+ ": raise mahavishnu.otel-ingester.store.memory-limit, or try again when it does less",
					failure);
		}
		return new TraceProblem(ProblemType.INVALID_REQUEST,
				file + " is no Parquet file of spans: " + said + "; send one that an export wrote", failure);
	}

}
