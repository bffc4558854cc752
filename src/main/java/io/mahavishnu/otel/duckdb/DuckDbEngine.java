package io.mahavishnu.otel.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.StoreFigures;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * An open store: the database, its one writer and its readers. When DuckDB declares the
 * database invalid after a fatal error, nothing works any more until it is opened anew:
 * that is tried at once, and again with each later write or failed read, at most once a
 * second. Safe for use by many threads.
 */
final class DuckDbEngine implements AutoCloseable, Writer.FaultHandler {

	private static final Logger logger = LoggerFactory.getLogger(DuckDbEngine.class);

	private static final Duration REOPEN_INTERVAL = Duration.ofSeconds(1);

	private static final Duration READS_END = Duration.ofSeconds(5);

	private final DatabaseLocation location;

	private final DuckDbProperties.Store settings;

	private final StoreMeters meters;

	private final WriteQueue queue;

	private final Readers readers;

	private final Writer writer;

	private final AtomicBoolean closed = new AtomicBoolean();

	private volatile OpenState state;

	private volatile @Nullable String fault;

	private long reopenedNanos = System.nanoTime() - REOPEN_INTERVAL.toNanos();

	private DuckDbEngine(DatabaseLocation location, DuckDbProperties.Store settings, StoreMeters meters) {
		this.location = location;
		this.settings = settings;
		this.meters = meters;
		this.queue = new WriteQueue(settings.queuedSpansMax(), settings.commitSpansMax());
		this.readers = new Readers(settings.readers(), settings.queueTimeout());
		this.state = OpenState.open(location, settings, meters);
		this.writer = new Writer(this.queue, () -> this.state.committer(), this, meters, settings.closeTimeout());
	}

	/**
	 * Opens a store.
	 * @throws StoreOpenException when it cannot be opened
	 */
	static DuckDbEngine open(DuckDbProperties properties, MeterRegistry registry) {
		DatabaseLocation location = DatabaseLocation.of(properties.hotStorePath());
		DuckDbEngine engine = new DuckDbEngine(location, properties.store(), new StoreMeters(registry));
		engine.start();
		return engine;
	}

	private void start() {
		connectReaders();
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

	/**
	 * Runs a read.
	 * @throws TraceProblem of type {@code STORE_UNAVAILABLE} when the database fails
	 */
	<T> T read(Function<Session, T> work) {
		if (this.fault != null) {
			requestReopen();
		}
		try {
			return this.readers.read(work);
		}
		catch (DataAccessException | TransactionException failure) {
			throw problemOf(failure);
		}
	}

	VectorTables vectors() {
		return this.state.vectors();
	}

	LogPosition head() {
		return this.state.sequence().head();
	}

	/** Counts and sizes. */
	StoreFigures figures() {
		VectorTables vectors = vectors();
		long[] counts = read((session) -> new long[] { SpanTable.count(session), vectors.count(session) });
		return new StoreFigures(counts[0], counts[1], this.location.bytesOnDisk(), this.location.shown());
	}

	/** The state of the store; costs nothing. */
	StoreHealth health() {
		String gone = this.writer.isEnded() ? "the store is closed" : this.fault;
		return new StoreHealth(this.location.shown(), gone, this.state.sequence().shortfall());
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
		reopen();
		this.fault = null;
		logger.warn("Store {} is open again at position {}", this.location.shown(), head().value());
	}

	private void reopen() {
		boolean paused = false;
		try {
			paused = this.readers.pause(READS_END);
			if (!paused) {
				throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "reads do not end: the store cannot be reopened");
			}
			this.state.close();
			this.state = OpenState.open(this.location, this.settings, this.meters);
			connectReaders();
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "reopening was interrupted", interrupted);
		}
		catch (SQLException failure) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store cannot be closed to reopen it", failure);
		}
		finally {
			if (paused) {
				this.readers.resume();
			}
		}
	}

	private void requestReopen() {
		write(new WriteRequest.Reopen(new CompletableFuture<>()));
	}

	private void connectReaders() {
		try {
			this.readers.connect(this.state.database());
		}
		catch (SQLException failure) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store gives no connections", failure);
		}
	}

	/** Writes what waits, checkpoints, and closes the database; takes a bounded time. */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.writer.close();
		boolean paused = false;
		try {
			paused = this.readers.pause(READS_END);
			if (paused && this.writer.isEnded()) {
				if (this.fault == null) {
					this.state.database().checkpoint();
				}
				this.state.close();
			}
		}
		catch (SQLException | DataAccessException failure) {
			logger.error("Store {} was not closed cleanly; its log is read at the next start", this.location.shown(),
					failure);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		this.readers.close();
		if (paused) {
			this.readers.resume();
		}
	}

}
