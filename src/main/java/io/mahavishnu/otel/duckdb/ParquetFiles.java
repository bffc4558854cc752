package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ArchiveFigures;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.NewFile;
import io.mahavishnu.otel.trace.ReceivedSpan;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * Spans in Parquet files: the columns of the table, but for those that mean nothing
 * elsewhere.
 */
final class ParquetFiles {

	private static final String WRITE = Sql.named("parquet-write");

	private static final String READ = Sql.named("parquet-read");

	private static final String FIGURES = Sql.named("parquet-figures");

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

	List<ReceivedSpan> read(Path file, long firstRow, int limit) {
		return this.engine.read((session) -> {
			try {
				return session.sql(READ)
					.param("file", file.toString())
					.param("first", firstRow)
					.param("end", firstRow + limit)
					.query(new SpanReader())
					.list()
					.stream()
					.map(Change.Appended::received)
					.toList();
			}
			catch (DataAccessException | IllegalArgumentException failure) {
				if (Database.isInvalidatedBy(failure)) {
					throw failure;
				}
				throw new TraceProblem(ProblemType.INVALID_REQUEST, file + " is no Parquet file of spans: "
						+ NestedExceptionUtils.getMostSpecificCause(failure).getMessage(), failure);
			}
		});
	}

}
