package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.mahavishnu.otel.problem.TraceProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all that waits, carries it out in one transaction
 * and then completes the futures (group commit), so that the cost of reaching the disk is
 * shared by everyone who waited for it. A failure fails what was taken, stores nothing of
 * it, and the writer goes on.
 */
final class Writer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Writer.class);

	private final WriteQueue queue;

	private final Supplier<Committer> committer;

	private final FaultHandler faults;

	private final StoreMeters meters;

	private final Duration closeTimeout;

	private volatile long writtenNanos;

	/** When the write under way began, of {@code System.nanoTime()}; 0 without one. */
	private volatile long writingSince;

	private final ExecutorService completions = Executors.newVirtualThreadPerTaskExecutor();

	private final Thread thread = Thread.ofPlatform().daemon().name("store-writer").unstarted(this::run);

	/**
	 * A writer that is not started yet.
	 * @param queue what is to be written
	 * @param committer gives what carries requests out; asked each time
	 * @param faults told of each failure
	 * @param closeTimeout how long {@link #close()} waits for what is in the queue
	 */
	Writer(WriteQueue queue, Supplier<Committer> committer, FaultHandler faults, StoreMeters meters,
			Duration closeTimeout) {
		this.queue = queue;
		this.committer = committer;
		this.faults = faults;
		this.meters = meters;
		this.closeTimeout = closeTimeout;
	}

	void start() {
		this.thread.start();
	}

	/** Whether the thread has ended, so that the database may be closed. */
	boolean isEnded() {
		return !this.thread.isAlive();
	}

	/** Takes nothing more, and waits until what was taken is written. */
	@Override
	public void close() {
		this.queue.close();
		try {
			if (!this.thread.join(this.closeTimeout)) {
				logger.error("{} spans could not be stored within {} ms of closing and were not acknowledged",
						this.queue.spans(), this.closeTimeout.toMillis());
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		this.completions.shutdown();
	}

	/** How long it has been at work until now, waiting aside. */
	Duration writingTime() {
		while (true) {
			long written = this.writtenNanos;
			long since = this.writingSince;
			if (written == this.writtenNanos) {
				return Duration.ofNanos((since == 0) ? written : written + System.nanoTime() - since);
			}
		}
	}

	// Written by its own thread alone, so that the increment needs no lock.
	@SuppressWarnings("NonAtomicVolatileUpdate")
	private void run() {
		for (List<WriteRequest> taken = this.queue.take(); !taken.isEmpty(); taken = this.queue.take()) {
			long begun = System.nanoTime();
			this.writingSince = begun;
			write(taken);
			this.writingSince = 0;
			this.writtenNanos += System.nanoTime() - begun;
		}
	}

	private void write(List<WriteRequest> requests) {
		try {
			this.faults.recover();
			// callers' continuations must not run on this thread
			this.committer.get().commit(requests).forEach(this.completions::execute);
		}
		catch (RuntimeException | Error failure) {
			// whatever it is, those who wait must hear of it, and the writer must live
			this.meters.failed();
			TraceProblem problem = this.faults.problemOf(failure);
			logger.error("{} write requests failed", requests.size(), failure);
			requests
				.forEach((request) -> this.completions.execute(() -> request.done().completeExceptionally(problem)));
		}
	}

	/** Knows what failures mean for the database. */
	interface FaultHandler {

		/**
		 * Makes the database usable again when it is not.
		 * @throws TraceProblem of type {@code STORE_UNAVAILABLE} when it stays unusable
		 */
		void recover();

		/** What a failure is to a caller; notes when it made the database unusable. */
		TraceProblem problemOf(Throwable failure);

	}

}
