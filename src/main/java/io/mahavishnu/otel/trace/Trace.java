package io.mahavishnu.otel.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What is stored under one trace id so far. Whatever depends on order is resolved here,
 * over the spans ordered by start and span id, so that the same spans give the same trace
 * in whatever order they came. Immutable.
 *
 * @param id the trace's id
 * @param systemId the system it belongs to: the first service in span order, else the
 * first system that a caller named, else {@code unknown}
 * @param spans its spans, each id once, ordered by start, then span id; at least one
 * @param startEpochNanos the start of the first span, nanoseconds since 1970 UTC
 * @param endEpochNanos the latest end (or start, where that is later), nanoseconds since
 * 1970 UTC
 * @param fallbackStartEpochNanos the start taken for spans that have none: the earliest
 * known one, else the time of receipt
 * @param futureStarts how many spans start over a minute after they were received
 */
public record Trace(TraceId id, String systemId, List<Span> spans, long startEpochNanos, long endEpochNanos,
		long fallbackStartEpochNanos, int futureStarts) {

	/** The content of a trace in which no span has a name. */
	public static final String EMPTY_CONTENT = "Empty trace";

	/** How much later a span may begin than it is received, since clocks differ. */
	private static final long CLOCKS_DIFFER_NANOS = TimeUnit.MINUTES.toNanos(1);

	public Trace {
		spans = List.copyOf(spans);
	}

	/**
	 * The trace that consists of the given spans.
	 * @param id the trace's id
	 * @param stored its spans in the order in which they were stored; of two with one id
	 * the first counts
	 * @param naming how a service's name becomes a system
	 * @throws IllegalArgumentException when there is no span
	 */
	public static Trace of(TraceId id, List<ReceivedSpan> stored, SystemNaming naming) {
		if (stored.isEmpty()) {
			throw new IllegalArgumentException("trace " + id + " has no spans");
		}
		List<ReceivedSpan> received = firstOfEachId(stored);
		long fallback = fallbackStart(received);
		received.sort(Comparator.comparingLong((ReceivedSpan each) -> startOf(each.span(), fallback))
			.thenComparing((each) -> each.span().spanId()));
		List<Span> spans = received.stream().map(ReceivedSpan::span).toList();
		long end = spans.stream().mapToLong((span) -> endOf(span, fallback)).max().orElseThrow();
		return new Trace(id, systemOf(received, naming), spans, startOf(spans.getFirst(), fallback), end, fallback,
				(int) received.stream().filter(Trace::startsInFuture).count());
	}

	/**
	 * The start of a span of this trace, nanoseconds since 1970 UTC; the fallback when
	 * the span has none.
	 */
	public long startEpochNanosOf(Span span) {
		return startOf(span, this.fallbackStartEpochNanos);
	}

	/**
	 * The duration of a span of this trace, nanoseconds; 0 when its end is unknown or
	 * lies before its start.
	 */
	public long durationNanosOf(Span span) {
		return endOf(span, this.fallbackStartEpochNanos) - startEpochNanosOf(span);
	}

	/** From the first start to the latest end, nanoseconds. */
	public long durationNanos() {
		return this.endEpochNanos - this.startEpochNanos;
	}

	/**
	 * The names of the spans in order, joined by {@code " | "}; {@value #EMPTY_CONTENT}
	 * when none has a name.
	 */
	public String content() {
		String names = this.spans.stream()
			.map(Span::name)
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.joining(" | "));
		return names.isEmpty() ? EMPTY_CONTENT : names;
	}

	/** How many spans failed. */
	public int errorCount() {
		return (int) this.spans.stream().filter((span) -> span.status().isError()).count();
	}

	/** The services of the spans, each once, in span order. */
	public SequencedSet<String> services() {
		SequencedSet<String> services = this.spans.stream()
			.map(Span::serviceName)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		return Collections.unmodifiableSequencedSet(services);
	}

	/**
	 * The first span without a parent, else the first whose parent is not here, else (in
	 * a cycle) the first span.
	 */
	public Span root() {
		Set<SpanId> ids = this.spans.stream().map(Span::spanId).collect(Collectors.toSet());
		return this.spans.stream()
			.filter((span) -> span.parentSpanId() == null)
			.findFirst()
			.or(() -> this.spans.stream().filter((span) -> !ids.contains(span.parentSpanId())).findFirst())
			.orElse(this.spans.getFirst());
	}

	/**
	 * The attributes of all spans merged in span order; of one key the last value counts.
	 */
	public Attributes mergedAttributes() {
		LinkedHashMap<String, AttributeValue> merged = new LinkedHashMap<>();
		this.spans.forEach((span) -> merged.putAll(span.attributes().values()));
		return Attributes.of(merged);
	}

	private static List<ReceivedSpan> firstOfEachId(List<ReceivedSpan> stored) {
		Set<SpanId> seen = new HashSet<>();
		List<ReceivedSpan> first = new ArrayList<>(stored.size());
		stored.stream().filter((each) -> seen.add(each.span().spanId())).forEach(first::add);
		return first;
	}

	private static long fallbackStart(List<ReceivedSpan> received) {
		return received.stream()
			.mapToLong((each) -> each.span().startEpochNanos())
			.filter((start) -> start > 0)
			.min()
			.orElseGet(() -> received.stream().mapToLong(ReceivedSpan::receivedEpochNanos).min().orElseThrow());
	}

	private static boolean startsInFuture(ReceivedSpan received) {
		return received.span().startEpochNanos() > received.receivedEpochNanos() + CLOCKS_DIFFER_NANOS;
	}

	private static long startOf(Span span, long fallback) {
		return (span.startEpochNanos() > 0) ? span.startEpochNanos() : fallback;
	}

	private static long endOf(Span span, long fallback) {
		return Math.max(span.endEpochNanos(), startOf(span, fallback));
	}

	private static String systemOf(List<ReceivedSpan> ordered, SystemNaming naming) {
		for (ReceivedSpan each : ordered) {
			String service = each.span().serviceName();
			if (service != null) {
				return naming.systemOf(service);
			}
		}
		return ordered.stream()
			.map(Trace::callerSystemOf)
			.filter(Objects::nonNull)
			.findFirst()
			.map(naming::systemOf)
			.orElse(SystemNaming.UNKNOWN);
	}

	private static @Nullable String callerSystemOf(ReceivedSpan received) {
		return received.callerSystemId();
	}

}
