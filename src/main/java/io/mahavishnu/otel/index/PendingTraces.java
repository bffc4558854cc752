package io.mahavishnu.otel.index;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.TraceId;

/**
 * The traces with changes that are read from the log and not indexed yet, and how long
 * each may wait for more: a quiet period, doubled each time a trace that was indexed
 * grows again, up to a maximum. Written by the feeder alone; may be read by any thread.
 */
final class PendingTraces {

	private static final Comparator<PendingTrace> FIRST_DUE = Comparator.comparing(PendingTrace::hastened)
		.reversed()
		.thenComparing(PendingTrace::first);

	private final Map<TraceId, PendingTrace> traces = new ConcurrentHashMap<>();

	private final Cache<TraceId, Duration> periods;

	private final Duration quietPeriod;

	private final Duration quietPeriodMax;

	private final int bufferedSpansMax;

	private final long bufferedCharactersMax;

	private final InstantSource clock;

	private final Ticker ticker;

	private int bufferedSpans;

	private long bufferedCharacters;

	private volatile LogPosition readUpTo;

	private volatile int restarts;

	/**
	 * Nothing pending yet.
	 * @param readUpTo the position up to which changes are indexed
	 * @param properties the quiet periods and the bound of the buffer
	 * @param ticker the clock for the periods
	 * @param clock the clock by which spans are received
	 */
	PendingTraces(LogPosition readUpTo, FeederProperties properties, Ticker ticker, InstantSource clock) {
		this.readUpTo = readUpTo;
		this.quietPeriod = properties.quietPeriod();
		this.quietPeriodMax = properties.quietPeriodMax();
		this.bufferedSpansMax = properties.bufferedSpansMax();
		this.bufferedCharactersMax = properties.bufferedSize().toBytes();
		this.clock = clock;
		this.ticker = ticker;
		this.periods = Caffeine.newBuilder()
			.maximumSize(properties.growingTracesMax())
			.expireAfterWrite(properties.quietPeriodMax().multipliedBy(2))
			.ticker(ticker)
			.build();
	}

	/** The position up to which changes are indexed or pending. */
	LogPosition readUpTo() {
		return this.readUpTo;
	}

	/** Where the pending spans of a trace lie. */
	SpanLocations locationsOf(TraceId id) {
		PendingTrace pending = this.traces.get(id);
		return (pending != null) ? pending.locations() : SpanLocations.NONE;
	}

	/** How many spans of a trace are pending. */
	int spansOf(TraceId id) {
		PendingTrace pending = this.traces.get(id);
		return (pending != null) ? pending.appended() : 0;
	}

	boolean contains(TraceId id) {
		return this.traces.containsKey(id);
	}

	boolean isEmpty() {
		return this.traces.isEmpty();
	}

	/**
	 * Whether so many more spans could all be kept until they are indexed. Their text may
	 * go beyond the bound for it, by what is read at a time.
	 */
	boolean hasRoomFor(int spans) {
		return this.bufferedSpans + spans <= this.bufferedSpansMax
				&& this.bufferedCharacters < this.bufferedCharactersMax;
	}

	/** Takes changes from the log, in order. */
	void add(List<Change> changes) {
		boolean keep = this.bufferedCharacters < this.bufferedCharactersMax;
		for (Change change : changes) {
			PendingTrace known = this.traces.get(change.traceId());
			PendingTrace now = (known != null) ? known : begun(change);
			this.traces.put(change.traceId(), switch (change) {
				case Change.Appended appended -> {
					int before = now.buffered();
					PendingTrace with = now.with(appended, keep && this.bufferedSpans < this.bufferedSpansMax);
					if (with.buffered() > before) {
						this.bufferedSpans++;
						this.bufferedCharacters += appended.characters();
					}
					yield with;
				}
				case Change.Deleted _ -> {
					letGo(now);
					yield now.deleted(change.position());
				}
			});
			this.readUpTo = change.position();
		}
	}

	private PendingTrace begun(Change change) {
		long now = this.ticker.read();
		long waited = switch (change) {
			case Change.Appended appended ->
				EpochTimes.ofInstant(this.clock.instant()) - appended.received().receivedEpochNanos();
			case Change.Deleted _ -> 0;
		};
		return PendingTrace.since(now - Math.max(0, waited), now, periodOf(change));
	}

	private void letGo(PendingTrace pending) {
		this.bufferedSpans -= pending.buffered();
		this.bufferedCharacters -= pending.bufferedCharacters();
	}

	/** Lets traces be indexed at once. */
	void hasten(Collection<TraceId> ids) {
		ids.forEach((id) -> this.traces.computeIfPresent(id, (_, pending) -> pending.hastenedAt(this.ticker.read())));
	}

	/**
	 * The traces whose period is over, at most so many: first those that were hastened,
	 * then in the order of the log.
	 */
	List<Map.Entry<TraceId, PendingTrace>> due(int limit) {
		long now = this.ticker.read();
		List<Map.Entry<TraceId, PendingTrace>> due = new ArrayList<>();
		this.traces.forEach((id, pending) -> {
			if (pending.dueNanos() <= now) {
				due.add(Map.entry(id, pending));
			}
		});
		due.sort(Map.Entry.comparingByValue(FIRST_DUE));
		return (due.size() > limit) ? due.subList(0, limit) : due;
	}

	/** Whether the period of any trace is over. */
	boolean isAnyDue() {
		long now = this.ticker.read();
		return this.traces.values().stream().anyMatch((pending) -> pending.dueNanos() <= now);
	}

	/**
	 * Forgets traces that are indexed now, and remembers that they were, should they
	 * grow.
	 */
	void indexed(Collection<TraceId> ids) {
		for (TraceId id : ids) {
			PendingTrace pending = this.traces.remove(id);
			if (pending != null) {
				letGo(pending);
				this.periods.put(id, pending.period());
			}
		}
	}

	/**
	 * How often everything was forgotten. Whoever asks for positions here and in the
	 * index asks for this before and after, and begins again when it has changed.
	 */
	int restarts() {
		return this.restarts;
	}

	/** Forgets everything, to read the log anew after a position. */
	// Written by the feeder alone, so that the increment needs no lock. The order is what
	// restarts() relies on.
	@SuppressWarnings("NonAtomicVolatileUpdate")
	void restart(LogPosition indexedUpTo) {
		this.readUpTo = indexedUpTo;
		this.restarts++;
		this.traces.clear();
		this.periods.invalidateAll();
		this.bufferedSpans = 0;
		this.bufferedCharacters = 0;
	}

	/** Every change up to here is indexed. */
	LogPosition indexedUpTo() {
		return first().map((first) -> new LogPosition(first.value() - 1)).orElse(this.readUpTo);
	}

	/** How long until the next trace is due; empty when none is pending. */
	Optional<Duration> untilDue() {
		long now = this.ticker.read();
		return this.traces.values()
			.stream()
			.map((pending) -> Duration.ofNanos(Math.max(0, pending.dueNanos() - now)))
			.min(Comparator.naturalOrder());
	}

	/**
	 * How long ago the oldest pending change was received; zero when none is pending.
	 */
	Duration age() {
		long now = this.ticker.read();
		return this.traces.values()
			.stream()
			.map((pending) -> Duration.ofNanos(now - pending.sinceNanos()))
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	private Optional<LogPosition> first() {
		return this.traces.values().stream().map(PendingTrace::first).min(Comparator.naturalOrder());
	}

	private Duration periodOf(Change change) {
		Duration last = this.periods.getIfPresent(change.traceId());
		if (last == null) {
			return this.quietPeriod;
		}
		Duration doubled = last.multipliedBy(2);
		return (doubled.compareTo(this.quietPeriodMax) < 0) ? doubled : this.quietPeriodMax;
	}

}
