package io.mahavishnu.otel.duckdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.TraceLocation;

/**
 * A stretch of sequence numbers to be read for some traces in one statement.
 *
 * @param first the first sequence number
 * @param last the last sequence number
 * @param traces the ids of the traces looked for
 */
record ReadWindow(long first, long last, Set<String> traces) {

	/**
	 * Windows are joined up to this many numbers: a statement costs as much as reading
	 * two columns of a row group, and traces on one page of results were mostly stored
	 * within seconds of each other.
	 */
	private static final long EXTENT_MAX = 16_384;

	/**
	 * The windows that hold all spans of some traces, ascending and apart.
	 * @param tail the position after which all traces are looked for
	 * @param head the position of the last change; there is nothing to look for after it
	 */
	static List<ReadWindow> covering(Collection<TraceLocation> traces, LogPosition tail, LogPosition head) {
		List<ReadWindow> windows = new ArrayList<>();
		traces.stream()
			.flatMap((trace) -> located(trace, tail).stream())
			.sorted(Comparator.comparingLong(ReadWindow::first))
			.forEach((window) -> {
				if (!windows.isEmpty() && windows.getLast().isJoinedWith(window)) {
					windows.add(windows.removeLast().and(window));
				}
				else {
					windows.add(window);
				}
			});
		if (head.isAfter(tail) && !traces.isEmpty()) {
			Set<String> all = new LinkedHashSet<>();
			traces.forEach((trace) -> all.add(trace.id().value()));
			windows.add(new ReadWindow(tail.value() + 1, Long.MAX_VALUE, all));
		}
		return windows;
	}

	private static List<ReadWindow> located(TraceLocation trace, LogPosition tail) {
		List<ReadWindow> windows = new ArrayList<>();
		for (SpanLocations.Range range : trace.known().ranges()) {
			if (!range.first().isAfter(tail)) {
				windows.add(new ReadWindow(range.first().value(), Math.min(range.last().value(), tail.value()),
						Set.of(trace.id().value())));
			}
		}
		return windows;
	}

	private boolean isJoinedWith(ReadWindow next) {
		return next.first <= this.last || next.last - this.first < EXTENT_MAX;
	}

	private ReadWindow and(ReadWindow next) {
		Set<String> both = new LinkedHashSet<>(this.traces);
		both.addAll(next.traces);
		return new ReadWindow(this.first, Math.max(this.last, next.last), both);
	}

}
