package io.mahavishnu.otel.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.StoreFigures;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.unit.DataSize;

/**
 * An open store: the database, its one writer and its readers. When DuckDB declares the
 * database invalid after a fatal error, nothing works any more until it is opened anew:
 * that is tried at once, and again with each later write or read, at most once a second.
 * Safe for use by many threads.
 */
final class DuckDbEngine implements AutoCloseable, Writer.FaultHandler {

	private static final Logger logger = LoggerFactory.getLogger(DuckDbEngine.class);

	private static final Duration REOPEN_INTERVAL = Duration.ofSeconds(1);

	private final DatabaseLocation location;

	private final StoreMeters meters;

	private final DataSize readSize;

	private final int figuresSpans;

	private final WriteQueue queue;

	private final LiveDatabase database;

	private final Writer writer;

	private final AtomicBoolean closed = new AtomicBoolean();

	private volatile @Nullable String fault;

	private long reopenedNanos = System.nanoTime() - REOPEN_INTERVAL.toNanos();

	private DuckDbEngine(DatabaseLocation location, DuckDbProperties.Store settings, ArchiveFolders folders,
			StoreMeters meters) {
		this.location = location;
		this.meters = meters;
		this.readSize = settings.readSize();
		this.figuresSpans = settings.figuresSpans();
		this.queue = new WriteQueue(settings.queuedSpansMax(), settings.commitSpansMax());
		this.database = new LiveDatabase(location, settings, folders, meters);
		this.writer = new Writer(this.queue, () -> this.database.state().committer(), this, meters,
				settings.closeTimeout());
	}

	/**
	 * Opens a store.
	 * @throws StoreOpenException when it cannot be opened
	 */
	static DuckDbEngine open(DuckDbProperties properties, ArchiveFolders folders, MeterRegistry registry) {
		DatabaseLocation location = DatabaseLocation.of(properties.hotStorePath());
		DuckDbEngine engine = new DuckDbEngine(location, properties.store(), folders, new StoreMeters(registry));
		engine.start();
		return engine;
	}

	private void start() {
		this.meters.queue(this.queue);
		this.writer.start();
		if (this.location instanceof DatabaseLocation.Memory) {
			logger.warn("The store is in memory: nothing is kept after the end of this process. Set hot-store-path to"
					+ " a file to keep it");
		}
		else {
			logger.info("Store {} is open at position {}", this.location.shown(), head().value());
		}
	}

	/** Hands a request to the writer; its future fails when there is no room. */
	<T extends WriteRequest> T write(T request) {
		try {
			this.queue.offer(request);
		}
		catch (TraceProblem problem) {
			request.done().completeExceptionally(problem);
		}
		return request;
	}

	/** Hands a request to the writer and waits until it is carried out. */
	void writeAndWait(WriteRequest request) {
		try {
			write(request).done().join();
		}
		catch (CompletionException failure) {
			if (failure.getCause() instanceof TraceProblem problem) {
				throw problem;
			}
			throw failure;
		}
	}

	/**
	 * Runs a read.
	 * @throws TraceProblem of type {@code STORE_UNAVAILABLE} when the database fails
	 */
	<T> T read(Function<Session, T> work) {
		if (this.fault != null) {
			requestReopen();
		}
		try {
			return this.database.read(work);
		}
		catch (DataAccessException | TransactionException failure) {
			throw problemOf(failure);
		}
	}

	/** A session beside the readers', for work that takes long; the caller closes it. */
	Session newSession() {
		return this.database.newSession();
	}

	/** Writes the log into the file, between writes and while nothing is read. */
	void checkpoint() {
		writeAndWait(new WriteRequest.Exclusive(this.database::checkpoint, new CompletableFuture<>()));
	}

	/** Exchanges the file, between writes; see {@link LiveDatabase#replace}. */
	void replace(Runnable last, Path file) {
		writeAndWait(new WriteRequest.Exclusive(() -> this.database.replace(last, file), new CompletableFuture<>()));
	}

	DatabaseLocation location() {
		return this.location;
	}

	VectorTables vectors() {
		return this.database.state().vectors();
	}

	DeletedNumbers deletedNumbers() {
		return this.database.state().deletedNumbers();
	}

	/** How long the writer has been at work. */
	Duration writingTime() {
		return this.writer.writingTime();
	}

	/** How many spans that are in no figures are read at a time. */
	int figuresSpans() {
		return this.figuresSpans;
	}

	/** How much of the log is read at a time. */
	DataSize readSize() {
		return this.readSize;
	}

	LogTail tail() {
		return this.database.state().tail();
	}

	LogPosition head() {
		return this.database.state().sequence().head();
	}

	LogPosition found() {
		return this.database.state().sequence().found();
	}

	/** Counts and sizes. */
	StoreFigures figures() {
		VectorTables vectors = vectors();
		long[] counts = read((session) -> new long[] { SpanTable.count(session), vectors.count(session),
				this.location.bytesUsed(session) });
		return new StoreFigures(counts[0], counts[1], this.location.bytesOnDisk(), counts[2], this.location.shown());
	}

	/** The state of the store; costs nothing. */
	StoreHealth health() {
		String gone = this.writer.isEnded() ? "the store is closed" : this.fault;
		return new StoreHealth(this.location.shown(), gone, this.database.state().sequence().shortfall());
	}

	@Override
	public TraceProblem problemOf(Throwable failure) {
		if (failure instanceof TraceProblem problem) {
			return problem;
		}
		if (Database.isInvalidatedBy(failure) && this.fault == null) {
			logger.error("Store {} is invalid after a fatal error", this.location.shown(), failure);
			this.fault = "the database is invalid after a fatal error";
			requestReopen();
		}
		return new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the database failed: try again later", failure);
	}

	@Override
	public void recover() {
		if (this.fault == null) {
			return;
		}
		if (this.location instanceof DatabaseLocation.Memory) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store in memory is lost: start anew");
		}
		if (System.nanoTime() - this.reopenedNanos < REOPEN_INTERVAL.toNanos()) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store is being opened anew: try again later");
		}
		this.reopenedNanos = System.nanoTime();
		this.database.reopen();
		this.fault = null;
		logger.warn("Store {} is open again at position {}", this.location.shown(), head().value());
	}

	private void requestReopen() {
		write(new WriteRequest.Reopen(new CompletableFuture<>()));
	}

	/** Writes what waits, checkpoints, and closes the database; takes a bounded time. */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.writer.close();
		try {
			if (this.writer.isEnded()) {
				this.database.close(this.fault == null);
			}
			else {
				this.database.closeReaders();
			}
		}
		catch (SQLException | DataAccessException failure) {
			logger.error("Store {} was not closed cleanly; its log is read at the next start", this.location.shown(),
					failure);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
