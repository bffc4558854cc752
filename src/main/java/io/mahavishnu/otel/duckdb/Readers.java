package io.mahavishnu.otel.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * Runs reads, a bounded number at a time, each on a session of its own and on a platform
 * thread, since a call into DuckDB would pin a virtual one. Safe for use by many threads.
 */
final class Readers implements AutoCloseable {

	private final int count;

	private final Duration queueTimeout;

	private final Semaphore turns;

	private final ExecutorService threads;

	private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();

	private volatile boolean closed;

	/**
	 * Readers without sessions yet.
	 * @param count how many reads run at the same time
	 * @param queueTimeout how long a read waits for its turn
	 */
	Readers(int count, Duration queueTimeout) {
		this.count = count;
		this.queueTimeout = queueTimeout;
		this.turns = new Semaphore(count, true);
		this.threads = Executors.newFixedThreadPool(count,
				Thread.ofPlatform().daemon().name("store-reader-", 1).factory());
	}

	/** Makes the sessions; before the first read, or while {@link #pause() paused}. */
	void connect(Database database) throws SQLException {
		for (int i = 0; i < this.count; i++) {
			this.sessions.add(database.newSession());
		}
	}

	/**
	 * Runs a read.
	 * @throws TraceProblem of type {@code OVERLOADED} when its turn does not come in time
	 */
	<T> T read(Function<Session, T> work) {
		try {
			if (!this.turns.tryAcquire(this.queueTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new TraceProblem(ProblemType.OVERLOADED,
						"no reader became free within " + this.queueTimeout.toMillis() + " ms: try again later");
			}
			try {
				requireOpen();
				return this.threads.submit(() -> onSession(work)).get();
			}
			finally {
				this.turns.release();
			}
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the read was interrupted", interrupted);
		}
		catch (ExecutionException failure) {
			if (failure.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(failure.getCause());
		}
	}

	/**
	 * Waits until no read runs, lets none begin, and closes the sessions.
	 * @return whether that came about in time; then {@link #resume()} must follow
	 */
	boolean pause(Duration wait) throws InterruptedException, SQLException {
		if (!this.turns.tryAcquire(this.count, wait.toNanos(), TimeUnit.NANOSECONDS)) {
			return false;
		}
		List<Session> all = new ArrayList<>();
		this.sessions.drainTo(all);
		for (Session session : all) {
			session.close();
		}
		return true;
	}

	/** Lets reads begin again. */
	void resume() {
		this.turns.release(this.count);
	}

	/** Lets no read begin; those that wait for their turn fail. */
	@Override
	public void close() {
		this.closed = true;
		this.threads.shutdown();
	}

	private void requireOpen() {
		if (this.closed) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store is closed");
		}
	}

	private <T> T onSession(Function<Session, T> work) {
		Session session = this.sessions.poll();
		if (session == null) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store is not open");
		}
		try {
			return work.apply(session);
		}
		finally {
			this.sessions.add(session);
		}
	}

}
