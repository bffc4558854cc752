package io.mahavishnu.otel.index;

import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.TraceStore;

/**
 * How far the index is behind the store, and how much of what was stored before the start
 * it has. May be read by any thread.
 */
final class CatchUp {

	private final TraceStore store;

	private final PendingTraces pending;

	private volatile LogPosition target;

	CatchUp(TraceStore store, PendingTraces pending) {
		this.store = store;
		this.pending = pending;
		this.target = store.head();
	}

	/** Counts all that is stored by now as stored before. */
	void begin() {
		this.target = this.store.head();
	}

	/** How many changes are durable and cannot be found yet. */
	long lagChanges() {
		return Math.max(0, this.store.head().value() - this.pending.indexedUpTo().value());
	}

	/** Whether what was stored before is still being indexed. */
	boolean isUnderWay() {
		return this.target.isAfter(this.pending.indexedUpTo());
	}

	/** The share of what was stored before that is indexed, in [0, 1]. */
	double progress() {
		return isUnderWay() ? (double) this.pending.indexedUpTo().value() / this.target.value() : 1;
	}

}
