package io.mahavishnu.otel.embed;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * The platform threads on which all native calls to the model run, so that callers may be
 * virtual threads, which such a call would pin. Queries run ahead of passages, each kind
 * in order of arrival; what runs is not interrupted. How many runs of a kind wait is
 * bounded. Safe for use by many threads.
 */
final class InferenceThreads {

	private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(10);

	private final ThreadPoolExecutor executor;

	private final Map<Purpose, Semaphore> room = new EnumMap<>(Purpose.class);

	private final AtomicLong arrivals = new AtomicLong();

	private final int queueMax;

	/**
	 * Starts the threads.
	 * @param threads how many
	 * @param queueMax how many runs of a kind wait at most
	 */
	InferenceThreads(int threads, int queueMax) {
		this.queueMax = queueMax;
		for (Purpose purpose : Purpose.values()) {
			this.room.put(purpose, new Semaphore(queueMax));
		}
		this.executor = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(),
				Thread.ofPlatform().daemon().name("embedding-", 1).factory(),
				(run, executor) -> ((Run<?>) run).refuse());
	}

	/**
	 * Hands a run to the threads. Where too many wait, a passage waits for room; a query
	 * is refused, since its caller can do without.
	 * @throws TraceProblem {@code MODEL_UNAVAILABLE} when a query finds no room
	 * @throws InterruptedException when interrupted while waiting for room
	 */
	<T> Future<T> submit(Purpose purpose, Callable<T> work) throws InterruptedException {
		switch (purpose) {
			case PASSAGE -> room(purpose).acquire();
			case QUERY -> {
				if (!room(purpose).tryAcquire()) {
					throw new TraceProblem(ProblemType.MODEL_UNAVAILABLE, "More than " + this.queueMax
							+ " queries wait for the embedding model. Send the query again later.");
				}
			}
		}
		Run<T> run = new Run<>(purpose, this.arrivals.getAndIncrement(), room(purpose), work);
		this.executor.execute(run);
		return run;
	}

	/** How many runs wait for a thread. */
	int waiting(Purpose purpose) {
		return this.queueMax - room(purpose).availablePermits();
	}

	/**
	 * Refuses what waits and lets what runs end.
	 * @return whether all has ended, so that the model may be unloaded
	 */
	boolean stop() {
		this.executor.shutdown();
		for (Runnable waiting = this.executor.getQueue().poll(); waiting != null; waiting = this.executor.getQueue()
			.poll()) {
			((Run<?>) waiting).refuse();
		}
		boolean interrupted = Thread.interrupted();
		try {
			return this.executor.awaitTermination(CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			interrupted = true;
			return false;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private Semaphore room(Purpose purpose) {
		return Objects.requireNonNull(this.room.get(purpose));
	}

	/** A run in the queue: holds its room until it starts. */
	private static final class Run<T> extends FutureTask<T> implements Comparable<Run<?>> {

		private final Purpose purpose;

		private final long arrival;

		private final Semaphore room;

		Run(Purpose purpose, long arrival, Semaphore room, Callable<T> work) {
			super(work);
			this.purpose = purpose;
			this.arrival = arrival;
			this.room = room;
		}

		@Override
		public void run() {
			this.room.release();
			super.run();
		}

		void refuse() {
			this.room.release();
			setException(new TraceProblem(ProblemType.MODEL_UNAVAILABLE, "The service is stopping."));
		}

		@Override
		public int compareTo(Run<?> other) {
			int byPurpose = this.purpose.compareTo(other.purpose);
			return (byPurpose != 0) ? byPurpose : Long.compare(this.arrival, other.arrival);
		}

	}

}
