package io.mahavishnu.otel.index;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Reads whole traces from the store without scanning it: the index knows where indexed
 * spans lie, the feeder where those that wait to be indexed lie, and what neither has
 * seen yet is the store's tail. Thread-safe.
 */
public final class TraceReader {

	private final TraceStore store;

	private final TraceIndex index;

	private final PendingTraces pending;

	private final SystemNaming naming;

	TraceReader(TraceStore store, TraceIndex index, PendingTraces pending, SystemNaming naming) {
		this.store = store;
		this.index = index;
		this.pending = pending;
		this.naming = naming;
	}

	/**
	 * The trace as stored now, spans that are durable but not yet indexed included; empty
	 * when it is unknown.
	 */
	public Optional<Trace> find(TraceId id) {
		return Optional.ofNullable(find(List.of(id)).get(id));
	}

	/** The traces as stored now, in the order asked; unknown ones are absent. */
	public Map<TraceId, Trace> find(Collection<TraceId> ids) {
		Map<TraceId, List<Change.Appended>> stored = readSpans(ids);
		Map<TraceId, Trace> traces = new LinkedHashMap<>();
		for (TraceId id : ids) {
			List<Change.Appended> spans = stored.get(id);
			if (spans != null) {
				traces.put(id, Trace.of(id, spans.stream().map(Change.Appended::received).toList(), this.naming));
			}
		}
		return traces;
	}

	/** The stored spans of traces, in log order, by trace; unknown traces are absent. */
	public Map<TraceId, List<Change.Appended>> readSpans(Collection<TraceId> ids) {
		Located located = locate(ids);
		return this.store.read(located.traces(), located.tail());
	}

	/** The ids of all spans that are stored of a trace; empty when it is unknown. */
	public Set<SpanId> spanIds(TraceId id) {
		Located located = locate(List.of(id));
		return this.store.hashes(located.traces(), located.tail()).getOrDefault(id, Map.of()).keySet();
	}

	/**
	 * The content hashes of the spans that indexed traces have, by id; traces that are
	 * not indexed are absent. Does not look at the tail.
	 */
	public Map<TraceId, Map<SpanId, Long>> indexedHashes(Collection<TraceId> ids) {
		List<TraceLocation> indexed = this.index.locate(ids)
			.entrySet()
			.stream()
			.map((entry) -> new TraceLocation(entry.getKey(), entry.getValue()))
			.toList();
		return indexed.isEmpty() ? Map.of() : this.store.hashes(indexed, this.store.head());
	}

	/** How many spans of a trace are read from the log and wait to be indexed. */
	public int waitingSpans(TraceId id) {
		return this.pending.spansOf(id);
	}

	/**
	 * Where the spans of traces lie.
	 *
	 * @param traces where they lie before the tail, in the order asked
	 * @param tail the position after which nothing is located
	 */
	public record Located(List<TraceLocation> traces, LogPosition tail) {

		public Located {
			traces = List.copyOf(traces);
		}

	}

	/**
	 * What a list shows of a trace, as it was when it was indexed; empty when it is not.
	 * Does not read the store.
	 */
	public Optional<TraceOutline> indexedOutline(TraceId id) {
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			return Optional.ofNullable(snapshot.outlines(List.of(id)).get(id));
		}
	}

	/** Where the spans of traces lie; what is stored later does not change it. */
	public Located locate(Collection<TraceId> ids) {
		while (true) {
			int restarts = this.pending.restarts();
			// The tail is noted before the index is asked: what is indexed in between is
			// then found in both places.
			LogPosition tail = this.pending.readUpTo();
			Located located = new Located(locateBefore(ids), tail);
			if (restarts == this.pending.restarts()) {
				return located;
			}
		}
	}

	private List<TraceLocation> locateBefore(Collection<TraceId> ids) {
		// Waiting spans are noted before the index is asked: a trace that is indexed in
		// between is then in both.
		Map<TraceId, SpanLocations> waiting = new LinkedHashMap<>();
		ids.forEach((id) -> waiting.put(id, this.pending.locationsOf(id)));
		Map<TraceId, SpanLocations> indexed = this.index.locate(ids);
		return waiting.entrySet()
			.stream()
			.map((entry) -> new TraceLocation(entry.getKey(),
					entry.getValue().and(indexed.getOrDefault(entry.getKey(), SpanLocations.NONE))))
			.toList();
	}

}
