package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ArchiveFigures;
import io.mahavishnu.otel.store.Backup;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.NewFile;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.trace.ReceivedSpan;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The files of a DuckDB store. Whatever takes long runs on a session of its own, beside
 * the writer and the readers.
 */
final class DuckDbStoreFiles implements StoreFiles {

	private static final String UNPURGED = Sql.named("deletions-unpurged");

	private final DuckDbEngine engine;

	private final ParquetFiles parquet;

	private final ReentrantLock turn = new ReentrantLock();

	private volatile @Nullable Session running;

	DuckDbStoreFiles(DuckDbEngine engine) {
		this.engine = engine;
		this.parquet = new ParquetFiles(engine);
	}

	@Override
	public Backup backup(Path file) {
		return onSession((session) -> {
			try (NewFile target = NewFile.at(file)) {
				LogPosition last;
				DatabaseCopy.Counts counts;
				try (DatabaseCopy copy = DatabaseCopy.make(session, target.part())) {
					last = copy.last();
					counts = copy.counts();
					copy.complete();
				}
				acknowledge(file, last);
				long bytes = target.complete();
				return new Backup(file, new ArchiveFigures(counts.traces(), counts.spans(), bytes), last);
			}
			catch (IOException failure) {
				throw NewFile.failed(file, failure);
			}
		});
	}

	/** So that a backup which lost its end on the way says so when it is opened. */
	private static void acknowledge(Path file, LogPosition last) throws IOException {
		try (AcknowledgedPosition acknowledged = AcknowledgedPosition
			.open(new DatabaseLocation.OnDisk(file).acknowledged())) {
			acknowledged.write(last.value());
		}
	}

	@Override
	public ArchiveFigures writeParquet(Path file, long fromEpochNanos, long toEpochNanos) {
		return onSession((session) -> this.parquet.write(session, file, fromEpochNanos, toEpochNanos));
	}

	@Override
	public List<ReceivedSpan> readParquet(Path file, long firstRow, int limit) {
		return this.parquet.read(file, firstRow, limit);
	}

	@Override
	public void reclaim() {
		requireNothingRuns();
		this.engine.checkpoint();
		// nor has begun meanwhile
		requireNothingRuns();
	}

	private void requireNothingRuns() {
		if (this.turn.isLocked()) {
			throw busy();
		}
	}

	@Override
	public Optional<Unpurged> unpurged() {
		if (this.engine.location() instanceof DatabaseLocation.Memory) {
			return Optional.empty();
		}
		return this.engine.read((session) -> session.sql(UNPURGED)
			.query((row, _) -> new Unpurged(row.getLong("since_ns"), new LogPosition(row.getLong("first_seq"))))
			.optional()
			.filter((found) -> found.sinceEpochNanos() > 0));
	}

	@Override
	public void purge(LogPosition indexed) {
		if (!(this.engine.location() instanceof DatabaseLocation.OnDisk location)) {
			return;
		}
		requireRoom(location);
		onSession((session) -> {
			location.clearPurge();
			try (DatabaseCopy copy = DatabaseCopy.makeWithoutFigures(session, location.makePurge())) {
				copy.forgetDeletions(indexed);
				// what came during the copy, so that little is left for the writer's stop
				copy.catchUp();
				this.engine.replace(() -> {
					copy.catchUp();
					copy.copyFigures();
					copy.complete();
					close(session);
				}, location.purge());
			}
			finally {
				location.clearPurge();
			}
			return location;
		});
	}

	private void requireRoom(DatabaseLocation.OnDisk location) {
		long needed = this.engine.figures().bytesUsed();
		try {
			long room = Files.getFileStore(location.file()).getUsableSpace();
			if (room < needed) {
				throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "to write the store anew takes " + needed
						+ " bytes, and the disk of " + location.file() + " has " + room + " left");
			}
		}
		catch (IOException failure) {
			throw NewFile.failed(location.file(), failure);
		}
	}

	@Override
	public void cancel() {
		Session session = this.running;
		if (session != null) {
			session.cancel();
		}
	}

	private <T> T onSession(Function<Session, T> work) {
		if (!this.turn.tryLock()) {
			throw busy();
		}
		try {
			Session session = this.engine.newSession();
			this.running = session;
			try {
				return work.apply(session);
			}
			finally {
				this.running = null;
				close(session);
			}
		}
		catch (DataAccessException | TransactionException failure) {
			throw this.engine.problemOf(failure);
		}
		finally {
			this.turn.unlock();
		}
	}

	private static TraceProblem busy() {
		return new TraceProblem(ProblemType.BUSY, "a backup, an export or a purge runs: try again later");
	}

	private static void close(Session session) {
		try {
			session.close();
		}
		catch (SQLException failure) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "a connection cannot be closed", failure);
		}
	}

}
