package io.mahavishnu.otel.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/** A store for tests: exact, in memory, without limits. Thread-safe. */
public class InMemoryTraceStore implements TraceStore {

	private static final int CHARACTERS = 100;

	private final List<Change> log = new ArrayList<>();

	private final long bytesPerSpan;

	public InMemoryTraceStore() {
		this(0);
	}

	/** A store that says it takes so much room. */
	public InMemoryTraceStore(long bytesPerSpan) {
		this.bytesPerSpan = bytesPerSpan;
	}

	@Override
	public synchronized CompletableFuture<AppendReceipt> append(List<ReceivedSpan> spans) {
		Map<TraceId, Integer> newSpans = new HashMap<>();
		int duplicates = 0;
		int conflicts = 0;
		for (ReceivedSpan received : spans) {
			Span stored = stored(received.span().traceId(), received.span().spanId());
			newSpans.merge(received.span().traceId(), (stored == null) ? 1 : 0, Integer::sum);
			if (stored == null) {
				this.log.add(new Change.Appended(new LogPosition(this.log.size() + 1L), received,
						Math.max(CHARACTERS, received.span().name().length())));
			}
			else if (stored.equals(received.span())) {
				duplicates++;
			}
			else {
				conflicts++;
			}
		}
		return CompletableFuture.completedFuture(new AppendReceipt(head(), newSpans, duplicates, conflicts));
	}

	@Override
	public synchronized CompletableFuture<LogPosition> delete(TraceLocation trace, LogPosition tail) {
		this.log.add(new Change.Deleted(new LogPosition(this.log.size() + 1L), trace.id()));
		return CompletableFuture.completedFuture(head());
	}

	@Override
	public synchronized OldTraces oldest(LogPosition after, int spansMax, ReceiptBound bound) {
		List<Change.Appended> lookedAt = liveChanges()
			.filter((each) -> each.position().isAfter(after) && isWithin(each, bound))
			.sorted(Comparator.comparing(Change::position))
			.limit(spansMax)
			.toList();
		List<TraceLocation> traces = lookedAt.stream()
			.map(Change::traceId)
			.distinct()
			.filter((id) -> spansOf(id).stream().allMatch((each) -> isWithin(each, bound)))
			.sorted(Comparator.comparing((TraceId id) -> spansOf(id).getLast().position()))
			.map((id) -> new TraceLocation(id,
					SpanLocations.of(spansOf(id).stream().map(Change.Appended::position).toList())))
			.toList();
		LogPosition last = lookedAt.isEmpty() ? after : lookedAt.getLast().position();
		return new OldTraces(traces, head(), last, lookedAt.size() < spansMax);
	}

	private static boolean isWithin(Change.Appended each, ReceiptBound bound) {
		return each.received().receivedEpochNanos() < bound.beforeEpochNanos()
				&& !each.position().isAfter(bound.upTo());
	}

	@Override
	public synchronized LogPosition positionAt(double share) {
		long[] positions = liveChanges().mapToLong((each) -> each.position().value()).sorted().toArray();
		return (positions.length > 0) ? new LogPosition(percentile(positions, share)) : LogPosition.START;
	}

	@Override
	public synchronized long receivedEpochNanosAt(double share) {
		long[] received = live().stream().mapToLong(ReceivedSpan::receivedEpochNanos).sorted().toArray();
		return (received.length > 0) ? percentile(received, share) : 0;
	}

	@Override
	public synchronized CompletableFuture<Removal> remove(OldTraces traces) {
		int removed = 0;
		long spans = 0;
		for (TraceLocation trace : traces.traces()) {
			List<Change.Appended> all = spansOf(trace.id());
			if (!all.isEmpty() && !all.getLast().position().isAfter(traces.tail())) {
				delete(trace, traces.tail());
				removed++;
				spans += all.size();
			}
		}
		return CompletableFuture.completedFuture(new Removal(removed, spans, head()));
	}

	@Override
	public Map<TraceId, Map<SpanId, Long>> hashes(Collection<TraceLocation> traces, LogPosition tail) {
		Map<TraceId, Map<SpanId, Long>> hashes = new HashMap<>();
		read(traces, tail).forEach((trace, spans) -> {
			Map<SpanId, Long> byId = hashes.computeIfAbsent(trace, (_) -> new HashMap<>());
			spans.forEach((each) -> byId.putIfAbsent(each.received().span().spanId(),
					ContentHash.of(each.received().span())));
		});
		return hashes;
	}

	@Override
	public synchronized Map<TraceId, List<Change.Appended>> read(Collection<TraceLocation> traces, LogPosition tail) {
		Map<TraceId, List<Change.Appended>> read = new LinkedHashMap<>();
		for (TraceLocation trace : traces) {
			List<Change.Appended> spans = spansOf(trace.id()).stream()
				.filter((each) -> isIn(each, trace, tail))
				.toList();
			if (!spans.isEmpty()) {
				read.put(trace.id(), spans);
			}
		}
		return read;
	}

	@Override
	public synchronized List<Change> changes(LogPosition after, int limit) {
		return this.log.stream().skip(after.value()).limit(limit).toList();
	}

	@Override
	public synchronized LogPosition head() {
		return new LogPosition(this.log.size());
	}

	@Override
	public LogPosition found() {
		return LogPosition.START;
	}

	@Override
	public Duration writingTime() {
		return Duration.ZERO;
	}

	@Override
	public synchronized List<ServiceFigures> services() {
		return figuresBy(Span::serviceName, live()).entrySet()
			.stream()
			.map((entry) -> new ServiceFigures(entry.getKey(), entry.getValue()))
			.toList();
	}

	@Override
	public synchronized List<OperationFigures> operations(String service) {
		List<ReceivedSpan> spans = live().stream().filter((each) -> service.equals(each.span().serviceName())).toList();
		return figuresBy(Span::name, spans).entrySet()
			.stream()
			.map((entry) -> new OperationFigures(entry.getKey(), entry.getValue()))
			.toList();
	}

	@Override
	public synchronized StoreFigures figures() {
		return new StoreFigures(live().size(), 0, this.bytesPerSpan * live().size(), this.bytesPerSpan * live().size(),
				"memory");
	}

	private @Nullable Span stored(TraceId trace, SpanId span) {
		return spansOf(trace).stream()
			.map((each) -> each.received().span())
			.filter((each) -> each.spanId().equals(span))
			.findFirst()
			.orElse(null);
	}

	private List<Change.Appended> spansOf(TraceId id) {
		List<Change.Appended> spans = new ArrayList<>();
		for (Change change : this.log) {
			if (change.traceId().equals(id)) {
				switch (change) {
					case Change.Appended appended -> spans.add(appended);
					case Change.Deleted _ -> spans.clear();
				}
			}
		}
		return spans;
	}

	private static boolean isIn(Change.Appended span, TraceLocation trace, LogPosition tail) {
		return span.position().isAfter(tail) || trace.known()
			.ranges()
			.stream()
			.anyMatch((range) -> !range.first().isAfter(span.position()) && !span.position().isAfter(range.last()));
	}

	private List<ReceivedSpan> live() {
		return liveChanges().map(Change.Appended::received).toList();
	}

	private Stream<Change.Appended> liveChanges() {
		return this.log.stream().map(Change::traceId).distinct().flatMap((id) -> spansOf(id).stream());
	}

	private static Map<String, SpanFigures> figuresBy(Function<Span, @Nullable String> key, List<ReceivedSpan> spans) {
		Map<String, List<ReceivedSpan>> groups = spans.stream()
			.filter((each) -> key.apply(each.span()) != null)
			.collect(Collectors.groupingBy((each) -> String.valueOf(key.apply(each.span())), TreeMap::new,
					Collectors.toList()));
		Map<String, SpanFigures> figures = new LinkedHashMap<>();
		groups.forEach((name, group) -> figures.put(name, figures(group)));
		return figures;
	}

	private static SpanFigures figures(List<ReceivedSpan> group) {
		long[] durations = group.stream()
			.map(ReceivedSpan::span)
			.flatMapToLong((span) -> LongStream.of(Math.max(0, span.endEpochNanos() - span.startEpochNanos())))
			.sorted()
			.toArray();
		long lastSeen = group.stream()
			.map((each) -> Math.max(each.span().startEpochNanos(), 0))
			.max(Comparator.naturalOrder())
			.orElse(0L);
		return new SpanFigures(group.stream().map((each) -> each.span().traceId()).distinct().count(), group.size(),
				group.stream().filter((each) -> each.span().status().isError()).count(), percentile(durations, 0.5),
				percentile(durations, 0.95), percentile(durations, 0.99), lastSeen);
	}

	private static long percentile(long[] sorted, double share) {
		return sorted[(int) Math.floor(share * (sorted.length - 1))];
	}

}
