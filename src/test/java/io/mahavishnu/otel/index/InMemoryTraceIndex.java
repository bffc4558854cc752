package io.mahavishnu.otel.index;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.TraceId;

import org.springframework.util.unit.DataSize;

/**
 * An index for tests: exact, in memory, by brute force. Writes are visible at once.
 * Thread-safe.
 */
public class InMemoryTraceIndex implements TraceIndex {

	private final Map<PassageId, IndexedPassage> passages = new LinkedHashMap<>();

	private final Map<TraceId, IndexedTrace> traces = new LinkedHashMap<>();

	private final Map<String, InMemoryIndexSnapshot> snapshots = new HashMap<>();

	private final AtomicInteger limitMax = new AtomicInteger();

	private LogPosition watermark = LogPosition.START;

	private LogPosition furthest = LogPosition.START;

	private IndexModel model = IndexModel.NONE;

	/** A reader of a store's traces by this index, with nothing pending. */
	public TraceReader reader(TraceStore store) {
		FeederProperties properties = new FeederProperties(Duration.ZERO, Duration.ofSeconds(1), 10, 10,
				DataSize.ofMegabytes(1), 10, 10, Duration.ZERO, 0, Duration.ofSeconds(1), Duration.ZERO,
				Duration.ofSeconds(1));
		PendingTraces pending = new PendingTraces(LogPosition.START, properties, Ticker.systemTicker(),
				InstantSource.system());
		return new TraceReader(store, this, pending, SystemNaming.AGENT_FAMILIES);
	}

	/** Lets no snapshot be asked for again. */
	public synchronized void forgetSnapshots() {
		this.snapshots.clear();
	}

	/** The most hits that a search by words wanted. */
	public int limitMax() {
		return this.limitMax.get();
	}

	@Override
	public boolean isBroken() {
		return false;
	}

	@Override
	public void recover(Runnable atLoss) {
		// never broken
	}

	@Override
	public synchronized LogPosition watermark() {
		return this.watermark;
	}

	@Override
	public synchronized Set<PassageId> missing(Collection<PassageId> asked) {
		Set<PassageId> missing = new HashSet<>(asked);
		missing.removeAll(this.passages.keySet());
		return missing;
	}

	@Override
	public synchronized void putPassages(Collection<IndexedPassage> put) {
		put.forEach((passage) -> this.passages.put(passage.passage().id(), passage));
	}

	@Override
	public synchronized void putTraces(Collection<IndexedTrace> put) {
		put.forEach((trace) -> this.traces.put(trace.trace().id(), trace));
	}

	@Override
	public synchronized Set<PassageId> removeTraces(Collection<TraceId> removed) {
		this.traces.keySet().removeAll(removed);
		return removeOrphans();
	}

	@Override
	public synchronized Set<PassageId> removeOrphans() {
		Set<PassageId> orphans = new HashSet<>(this.passages.keySet());
		this.traces.values()
			.forEach((trace) -> trace.text().passages().forEach((passage) -> orphans.remove(passage.id())));
		this.passages.keySet().removeAll(orphans);
		return orphans;
	}

	@Override
	public synchronized List<Passage> unembedded(String named, int limit) {
		return this.passages.values()
			.stream()
			.filter((passage) -> !passage.vectors().containsKey(named))
			.limit(limit)
			.map(IndexedPassage::passage)
			.toList();
	}

	@Override
	public void refresh() {
		// Every write is visible at once.
	}

	@Override
	public synchronized LogPosition furthest() {
		return this.furthest;
	}

	@Override
	public synchronized void commit(LogPosition upTo) {
		this.watermark = upTo;
		this.furthest = this.traces.values()
			.stream()
			.map((trace) -> trace.locations().last())
			.reduce(upTo, LogPosition::later);
	}

	@Override
	public synchronized IndexModel model() {
		return this.model;
	}

	@Override
	public synchronized void useModel(IndexModel named) {
		this.model = named;
	}

	@Override
	public synchronized long embeddedPassages(String named) {
		return this.passages.values().stream().filter((passage) -> passage.vectors().containsKey(named)).count();
	}

	@Override
	public void purge() {
		// What is removed leaves nothing behind.
	}

	@Override
	public void tidy() {
		// Nothing in it is out of place.
	}

	@Override
	public boolean isTidying() {
		return false;
	}

	@Override
	public synchronized void clear() {
		this.passages.clear();
		this.traces.clear();
		this.watermark = LogPosition.START;
		this.furthest = LogPosition.START;
	}

	@Override
	public synchronized Map<TraceId, SpanLocations> locate(Collection<TraceId> asked) {
		Map<TraceId, SpanLocations> located = new LinkedHashMap<>();
		for (TraceId id : asked) {
			IndexedTrace trace = this.traces.get(id);
			if (trace != null) {
				located.put(id, trace.locations());
			}
		}
		return located;
	}

	@Override
	public synchronized IndexSnapshot snapshot() {
		String token = "view-" + (this.snapshots.size() + 1);
		InMemoryIndexSnapshot snapshot = new InMemoryIndexSnapshot(token, this.model.id(), Map.copyOf(this.passages),
				new ArrayList<>(this.traces.values()), (limit) -> this.limitMax.accumulateAndGet(limit, Math::max));
		this.snapshots.put(token, snapshot);
		return snapshot;
	}

	@Override
	public synchronized Optional<IndexSnapshot> snapshot(String token) {
		return Optional.ofNullable(this.snapshots.get(token));
	}

	@Override
	public synchronized IndexFigures figures() {
		Map<String, Long> bySystem = this.traces.values()
			.stream()
			.collect(Collectors.groupingBy((trace) -> trace.trace().systemId(), Collectors.counting()));
		long spans = this.traces.values().stream().mapToLong((trace) -> trace.trace().spans().size()).sum();
		long shapes = this.traces.values().stream().map((trace) -> trace.text().shape()).distinct().count();
		long embedded = embeddedPassages(this.model.id());
		return new IndexFigures(this.traces.size(), spans, shapes, this.passages.size(), embedded, bySystem, 0, 0);
	}

}
