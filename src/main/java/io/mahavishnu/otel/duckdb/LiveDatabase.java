package io.mahavishnu.otel.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.NewFile;

/**
 * The open database and its readers. It can be opened anew, or exchanged for another
 * file, while nothing is read. Reads by any thread; everything else on the writer's.
 */
final class LiveDatabase {

	private static final Duration READS_END = Duration.ofSeconds(5);

	private final DatabaseLocation location;

	private final DuckDbProperties.Store settings;

	private final ArchiveFolders folders;

	private final StoreMeters meters;

	private final Readers readers;

	private volatile OpenState state;

	/**
	 * Opens the database.
	 * @throws StoreOpenException when it cannot be opened
	 */
	LiveDatabase(DatabaseLocation location, DuckDbProperties.Store settings, ArchiveFolders folders,
			StoreMeters meters) {
		this.location = location;
		this.settings = settings;
		this.folders = folders;
		this.meters = meters;
		this.readers = new Readers(settings.readers(), settings.queueTimeout());
		this.state = open();
		connectReaders();
	}

	OpenState state() {
		return this.state;
	}

	/** Runs a read; see {@link Readers#read}. */
	<T> T read(Function<Session, T> work) {
		return this.readers.read(work);
	}

	/** A session beside the readers', for work that takes long; the caller closes it. */
	Session newSession() {
		try {
			return this.state.database().newSession();
		}
		catch (SQLException failure) {
			throw noConnections(failure);
		}
	}

	/** Closes the database and opens it again. */
	void reopen() {
		whileNothingIsRead(() -> {
			closeState();
			this.state = open();
		});
	}

	/**
	 * Writes the log into the file. While something is read, DuckDB would leave the room
	 * of deleted rows as it is.
	 */
	void checkpoint() {
		whileNothingIsRead(() -> this.state.database().checkpoint());
	}

	/**
	 * Exchanges the database's file for another, which must hold the same.
	 * @param last what is to be done before the database is closed; every other session
	 * MUST be closed afterwards
	 * @param file the other file
	 */
	void replace(Runnable last, Path file) {
		if (!(this.location instanceof DatabaseLocation.OnDisk onDisk)) {
			throw new IllegalStateException("a database in memory has no file");
		}
		whileNothingIsRead(() -> {
			last.run();
			this.state.database().checkpoint();
			closeState();
			try {
				move(file, onDisk);
			}
			finally {
				this.state = open();
			}
		});
	}

	/** Checkpoints if asked to, and closes everything when no read runs in time. */
	void close(boolean checkpoint) throws SQLException, InterruptedException {
		boolean paused = this.readers.pause(READS_END);
		try {
			if (paused) {
				if (checkpoint) {
					this.state.database().checkpoint();
				}
				this.state.close();
			}
		}
		finally {
			this.readers.close();
			if (paused) {
				this.readers.resume();
			}
		}
	}

	/** Lets no read begin any more, and leaves the database open. */
	void closeReaders() {
		this.readers.close();
	}

	private static void move(Path file, DatabaseLocation.OnDisk location) {
		try {
			for (Path log : List.of(location.log(), new DatabaseLocation.OnDisk(file).log())) {
				if (Files.exists(log)) {
					throw new TraceProblem(ProblemType.STORE_UNAVAILABLE,
							"the log " + log + " is still there: another file cannot take the store's place");
				}
			}
			NewFile.force(file);
			Files.move(file, location.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			NewFile.forceFolderOf(location.file());
		}
		catch (IOException failure) {
			throw NewFile.failed(location.file(), failure);
		}
	}

	private void whileNothingIsRead(Runnable work) {
		boolean paused = false;
		try {
			paused = this.readers.pause(READS_END);
			if (!paused) {
				throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "reads do not end: try again later");
			}
			runAndConnectReaders(work);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the wait for reads was interrupted", interrupted);
		}
		catch (SQLException failure) {
			throw noConnections(failure);
		}
		finally {
			if (paused) {
				this.readers.resume();
			}
		}
	}

	private void runAndConnectReaders(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException failure) {
			try {
				connectReaders();
			}
			catch (TraceProblem another) {
				failure.addSuppressed(another);
			}
			throw failure;
		}
		connectReaders();
	}

	private OpenState open() {
		return OpenState.open(this.location, this.settings, this.folders, this.meters);
	}

	private void closeState() {
		try {
			this.state.close();
		}
		catch (SQLException failure) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store cannot be closed to open it anew",
					failure);
		}
	}

	private void connectReaders() {
		try {
			this.readers.connect(this.state.database());
		}
		catch (SQLException failure) {
			throw noConnections(failure);
		}
	}

	private static TraceProblem noConnections(SQLException failure) {
		return new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store gives no connections", failure);
	}

}
