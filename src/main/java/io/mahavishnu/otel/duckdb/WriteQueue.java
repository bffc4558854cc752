package io.mahavishnu.otel.duckdb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * What waits for the writer, bounded by the number of spans. Safe for use by many
 * threads.
 */
final class WriteQueue {

	private final int spansMax;

	private final int commitSpansMax;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ArrayDeque<WriteRequest> waiting = new ArrayDeque<>();

	private int spans;

	private boolean closed;

	/**
	 * A queue.
	 * @param spansMax how many spans may wait
	 * @param commitSpansMax how many spans are taken at a time
	 */
	WriteQueue(int spansMax, int commitSpansMax) {
		this.spansMax = spansMax;
		this.commitSpansMax = commitSpansMax;
	}

	/**
	 * Lets a request wait. One that is larger than the whole queue is taken when nothing
	 * else waits, since it would never find room.
	 * @throws TraceProblem of type {@code OVERLOADED} when there is no room, of type
	 * {@code STORE_UNAVAILABLE} when the queue is closed
	 */
	void offer(WriteRequest request) {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the store is closing");
			}
			if (this.spans > 0 && request.spans() > this.spansMax - this.spans) {
				throw new TraceProblem(ProblemType.OVERLOADED, this.spans + " spans wait to be stored and "
						+ request.spans() + " more would exceed " + this.spansMax + ": try again later");
			}
			this.spans += request.spans();
			this.waiting.add(request);
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for requests and takes the first ones, of one kind, as many as one commit
	 * takes.
	 * @return the requests in order; empty when the queue is closed and nothing waits
	 */
	List<WriteRequest> take() {
		this.lock.lock();
		try {
			while (this.waiting.isEmpty() && !this.closed) {
				this.changed.awaitUninterruptibly();
			}
			List<WriteRequest> taken = new ArrayList<>();
			int takenSpans = 0;
			while (isNext(taken, takenSpans)) {
				WriteRequest request = this.waiting.remove();
				taken.add(request);
				takenSpans += request.spans();
			}
			this.spans -= takenSpans;
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes nothing more; what waits can still be taken. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How many spans wait. */
	int spans() {
		this.lock.lock();
		try {
			return this.spans;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isNext(List<WriteRequest> taken, int takenSpans) {
		WriteRequest next = this.waiting.peek();
		if (next == null || taken.isEmpty()) {
			return next != null;
		}
		return next.getClass() == taken.getFirst().getClass() && takenSpans + next.spans() <= this.commitSpansMax;
	}

}
