package io.mahavishnu.otel.index;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.TraceId;

/** Those who wait until traces can be found. Thread-safe. */
final class SearchableWaiters {

	private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

	private record Waiter(Set<TraceId> traces, LogPosition upTo, CompletableFuture<Boolean> answer) {

	}

	/**
	 * Waits for traces.
	 * @return completes with true when all changes of the traces up to the position can
	 * be found, with false after the time
	 */
	CompletableFuture<Boolean> add(Collection<TraceId> traces, LogPosition upTo, Duration waitMax) {
		CompletableFuture<Boolean> answer = new CompletableFuture<Boolean>().completeOnTimeout(Boolean.FALSE,
				waitMax.toNanos(), TimeUnit.NANOSECONDS);
		this.waiters.add(new Waiter(Set.copyOf(traces), upTo, answer));
		return answer;
	}

	boolean isEmpty() {
		return this.waiters.isEmpty();
	}

	/** The traces that someone waits for. */
	List<TraceId> traces() {
		return this.waiters.stream().flatMap((waiter) -> waiter.traces().stream()).toList();
	}

	/**
	 * Tells those whose traces are indexed and visible, and forgets those who no longer
	 * wait.
	 */
	void tell(PendingTraces pending, Boolean embedded) {
		this.waiters.removeIf((waiter) -> {
			boolean indexed = !waiter.upTo().isAfter(pending.readUpTo())
					&& waiter.traces().stream().noneMatch(pending::contains);
			if (indexed) {
				waiter.answer().complete(embedded);
			}
			return waiter.answer().isDone();
		});
	}

	/** Tells those who wait for a trace that it cannot be found. */
	void giveUp(TraceId trace) {
		this.waiters.removeIf((waiter) -> waiter.traces().contains(trace) && waiter.answer().complete(Boolean.FALSE));
	}

	/** Tells everybody that the traces cannot be found yet. */
	void giveUp() {
		this.waiters.removeIf((waiter) -> waiter.answer().complete(Boolean.FALSE) || true);
	}

}
