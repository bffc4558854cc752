package io.mahavishnu.otel.ingest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.AppendReceipt;
import io.mahavishnu.otel.store.ContentHash;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The way from spans as sent to spans in the store: limits, time of receipt, and leaving
 * out what an indexed trace has already (what is stored but not indexed, the store itself
 * leaves out). Thread-safe.
 */
final class SpanIntake {

	private final TraceStore store;

	private final TraceReader reader;

	private final SpanLimits limits;

	private final IngestProperties properties;

	private final InstantSource clock;

	/**
	 * How many spans were accepted of a trace; some more than it has, where spans were
	 * sent again. The index tells it late, and exactly.
	 */
	private final Cache<TraceId, Integer> accepted;

	private final Counter duplicates;

	private final Counter conflicts;

	private final Counter refused;

	SpanIntake(TraceStore store, TraceReader reader, IngestProperties properties, InstantSource clock,
			MeterRegistry meters) {
		this.store = store;
		this.reader = reader;
		this.limits = new SpanLimits(properties, meters);
		this.properties = properties;
		this.clock = clock;
		this.accepted = Caffeine.newBuilder().maximumSize(properties.countedTracesMax()).build();
		this.duplicates = meters.counter("mahavishnu.ingest.spans", "outcome", "duplicate");
		this.conflicts = meters.counter("mahavishnu.ingest.spans", "outcome", "conflict");
		this.refused = meters.counter("mahavishnu.ingest.spans", "outcome", "refused");
	}

	/**
	 * The spans of a submission, within the limits.
	 * @throws TraceProblem {@code INVALID_TRACE} when there are too many
	 */
	List<ReceivedSpan> receive(TraceSubmission submission) {
		if (submission.spans().size() > this.properties.spansPerTraceMax()) {
			throw TraceProblem.invalidTrace("trace " + submission.traceId() + " has " + submission.spans().size()
					+ " spans in one request; send at most " + this.properties.spansPerTraceMax()
					+ " at a time or raise mahavishnu.otel-ingester.ingest.spans-per-trace-max");
		}
		long received = EpochTimes.ofInstant(this.clock.instant());
		SpanLimits.Request within = this.limits.request();
		return submission.spans()
			.stream()
			.map((span) -> new ReceivedSpan(within.apply(span), submission.systemId(), received))
			.toList();
	}

	/**
	 * Spans as received elsewhere, within the limits.
	 * @throws TraceProblem {@code PAYLOAD_TOO_LARGE} when there are too many
	 */
	List<ReceivedSpan> limit(List<ReceivedSpan> spans) {
		if (spans.size() > this.properties.spansPerExportMax()) {
			throw new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE,
					"the request has " + spans.size() + " spans; send at most " + this.properties.spansPerExportMax()
							+ " at a time or raise mahavishnu.otel-ingester.ingest.spans-per-export-max");
		}
		SpanLimits.Request within = this.limits.request();
		return spans.stream().map((each) -> limit(each, within)).toList();
	}

	private static ReceivedSpan limit(ReceivedSpan received, SpanLimits.Request within) {
		Span limited = within.apply(received.span());
		return (limited == received.span()) ? received
				: new ReceivedSpan(limited, received.callerSystemId(), received.receivedEpochNanos());
	}

	/**
	 * Appends what is new; completes when it is durable, with a receipt for all that was
	 * given. Spans of a trace that would have too many are refused.
	 */
	CompletableFuture<IntakeReceipt> append(List<ReceivedSpan> spans) {
		Set<TraceId> traces = new LinkedHashSet<>();
		spans.forEach((each) -> traces.add(each.span().traceId()));
		Map<TraceId, Map<SpanId, Long>> indexed = this.reader.indexedHashes(traces);
		Sent sent = indexed.isEmpty() ? new Sent(spans, 0, 0) : Sent.beside(indexed, spans);
		Map<TraceId, Integer> full = full(sent.unknown(), traces, indexed);
		List<ReceivedSpan> accepted = full.isEmpty() ? sent.unknown()
				: sent.unknown().stream().filter((each) -> !full.containsKey(each.span().traceId())).toList();
		count(accepted);
		return this.store.append(accepted).thenApply((receipt) -> counted(receipt, sent, traces, full));
	}

	private void count(List<ReceivedSpan> spans) {
		Map<TraceId, Integer> byTrace = new HashMap<>();
		spans.forEach((each) -> byTrace.merge(each.span().traceId(), 1, Integer::sum));
		byTrace.forEach((trace, count) -> this.accepted.asMap().merge(trace, count, Integer::sum));
	}

	/**
	 * What was sent, beside what is stored.
	 *
	 * @param unknown the spans that indexed traces do not have
	 * @param duplicates how many they have
	 * @param conflicts of how many they have one of the same id but other content
	 */
	private record Sent(List<ReceivedSpan> unknown, int duplicates, int conflicts) {

		static Sent beside(Map<TraceId, Map<SpanId, Long>> indexed, List<ReceivedSpan> spans) {
			List<ReceivedSpan> unknown = new ArrayList<>(spans.size());
			int duplicates = 0;
			for (ReceivedSpan each : spans) {
				Long known = indexed.getOrDefault(each.span().traceId(), Map.of()).get(each.span().spanId());
				if (known == null) {
					unknown.add(each);
				}
				else if (known == ContentHash.of(each.span())) {
					duplicates++;
				}
			}
			return new Sent(unknown, duplicates, spans.size() - unknown.size() - duplicates);
		}

	}

	/** Why spans of a trace were refused. */
	TraceProblem tooMany(TraceId trace) {
		return TraceProblem.invalidTrace("trace " + trace + " would have more than "
				+ this.properties.spansPerTraceMax() + " spans, which is the most: give further work a trace of its"
				+ " own or raise mahavishnu.otel-ingester.ingest.spans-per-trace-max");
	}

	/** The traces that would have too many spans, and how many of these are new. */
	private Map<TraceId, Integer> full(List<ReceivedSpan> unknown, Set<TraceId> traces,
			Map<TraceId, Map<SpanId, Long>> indexed) {
		int max = this.properties.spansPerTraceMax();
		Map<TraceId, List<SpanId>> sent = unknown.stream()
			.map(ReceivedSpan::span)
			.collect(Collectors.groupingBy(Span::traceId, Collectors.mapping(Span::spanId, Collectors.toList())));
		Map<TraceId, Integer> full = new HashMap<>();
		for (TraceId trace : traces) {
			int known = indexed.getOrDefault(trace, Map.of()).size() + this.reader.waitingSpans(trace);
			Integer counted = this.accepted.getIfPresent(trace);
			List<SpanId> ofTrace = sent.getOrDefault(trace, List.of());
			if (Math.max(known, (counted != null) ? counted : 0) + ofTrace.size() > max) {
				// only here it matters which of them are new
				Set<SpanId> stored = this.reader.spanIds(trace);
				this.accepted.put(trace, stored.size());
				int added = (int) ofTrace.stream().filter((span) -> !stored.contains(span)).count();
				if (added > 0 && stored.size() + added > max) {
					full.put(trace, added);
				}
			}
		}
		return full;
	}

	/** Deletes what is stored of a trace. */
	CompletableFuture<LogPosition> delete(TraceId id) {
		this.accepted.invalidate(id);
		TraceReader.Located located = this.reader.locate(List.of(id));
		return this.store.delete(located.traces().getFirst(), located.tail());
	}

	private IntakeReceipt counted(AppendReceipt receipt, Sent sent, Collection<TraceId> traces,
			Map<TraceId, Integer> refused) {
		this.duplicates.increment(receipt.duplicates() + (double) sent.duplicates());
		this.conflicts.increment(receipt.conflicts() + (double) sent.conflicts());
		refused.values().forEach(this.refused::increment);
		Map<TraceId, Integer> newSpans = new HashMap<>(receipt.newSpans());
		traces.forEach((trace) -> newSpans.putIfAbsent(trace, 0));
		return new IntakeReceipt(receipt.upTo(), newSpans, refused);
	}

}
