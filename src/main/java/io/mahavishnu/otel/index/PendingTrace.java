package io.mahavishnu.otel.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;

/**
 * The changes of one trace that wait to be indexed. The list of spans grows in place,
 * seen by the feeder alone; all else is immutable.
 *
 * @param first the position of the first change
 * @param locations where the appended spans lie
 * @param appended how many spans were appended
 * @param spans the appended spans, in order; fewer than there are when not all could be
 * buffered
 * @param complete whether all appended spans are buffered
 * @param removed whether the trace was deleted before the spans here were appended
 * @param sinceNanos when the first change was received, in the ticker's nanoseconds
 * @param dueNanos when the trace is to be indexed, in the ticker's nanoseconds
 * @param period how long the trace waits
 * @param hastened whether somebody waits for the trace
 */
record PendingTrace(LogPosition first, SpanLocations locations, int appended, List<Change.Appended> spans,
		boolean complete, boolean removed, long sinceNanos, long dueNanos, Duration period, boolean hastened) {

	/** No changes yet. */
	static PendingTrace since(long receivedNanos, long readNanos, Duration period) {
		return new PendingTrace(LogPosition.START, SpanLocations.NONE, 0, List.of(), true, false, receivedNanos,
				readNanos + period.toNanos(), period, false);
	}

	PendingTrace with(Change.Appended change, boolean buffer) {
		List<Change.Appended> grown = this.spans.isEmpty() ? new ArrayList<>() : this.spans;
		if (buffer && this.complete) {
			grown.add(change);
		}
		return new PendingTrace(isNew() ? change.position() : this.first,
				this.locations.and(SpanLocations.of(change.position())), this.appended + 1, grown,
				this.complete && buffer, this.removed, this.sinceNanos, this.dueNanos, this.period, this.hastened);
	}

	PendingTrace deleted(LogPosition position) {
		return new PendingTrace(isNew() ? position : this.first, SpanLocations.NONE, 0, List.of(), true, true,
				this.sinceNanos, this.sinceNanos, this.period, this.hastened);
	}

	/** Due at once. */
	PendingTrace hastenedAt(long nanos) {
		return new PendingTrace(this.first, this.locations, this.appended, this.spans, this.complete, this.removed,
				this.sinceNanos, Math.min(this.dueNanos, nanos), this.period, true);
	}

	int buffered() {
		return this.spans.size();
	}

	long bufferedCharacters() {
		return this.spans.stream().mapToLong(Change.Appended::characters).sum();
	}

	private boolean isNew() {
		return this.first.equals(LogPosition.START);
	}

}
