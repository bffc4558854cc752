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

import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.AppendReceipt;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.TraceStore;
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

	private final Counter duplicates;

	private final Counter conflicts;

	SpanIntake(TraceStore store, TraceReader reader, IngestProperties properties, InstantSource clock,
			MeterRegistry meters) {
		this.store = store;
		this.reader = reader;
		this.limits = new SpanLimits(properties, meters);
		this.properties = properties;
		this.clock = clock;
		this.duplicates = meters.counter("mahavishnu.ingest.spans", "outcome", "duplicate");
		this.conflicts = meters.counter("mahavishnu.ingest.spans", "outcome", "conflict");
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
		long received = nowEpochNanos();
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
	 * given.
	 */
	CompletableFuture<AppendReceipt> append(List<ReceivedSpan> spans) {
		Set<TraceId> traces = new LinkedHashSet<>();
		spans.forEach((each) -> traces.add(each.span().traceId()));
		Map<TraceId, Map<SpanId, Span>> indexed = this.reader.indexedSpans(traces);
		if (indexed.isEmpty()) {
			return this.store.append(spans).thenApply((receipt) -> counted(receipt, traces, 0, 0));
		}
		List<ReceivedSpan> unknown = new ArrayList<>(spans.size());
		int equal = 0;
		int different = 0;
		for (ReceivedSpan each : spans) {
			Span known = indexed.getOrDefault(each.span().traceId(), Map.of()).get(each.span().spanId());
			if (known == null) {
				unknown.add(each);
			}
			else if (known.equals(each.span())) {
				equal++;
			}
			else {
				different++;
			}
		}
		int duplicatesHere = equal;
		int conflictsHere = different;
		return this.store.append(unknown)
			.thenApply((receipt) -> counted(receipt, traces, duplicatesHere, conflictsHere));
	}

	/** Deletes what is stored of a trace. */
	CompletableFuture<LogPosition> delete(TraceId id) {
		TraceReader.Located located = this.reader.locate(List.of(id));
		return this.store.delete(located.traces().getFirst(), located.tail());
	}

	private AppendReceipt counted(AppendReceipt receipt, Collection<TraceId> traces, int equal, int different) {
		this.duplicates.increment(receipt.duplicates() + (double) equal);
		this.conflicts.increment(receipt.conflicts() + (double) different);
		Map<TraceId, Integer> newSpans = new HashMap<>(receipt.newSpans());
		traces.forEach((trace) -> newSpans.putIfAbsent(trace, 0));
		return new AppendReceipt(receipt.upTo(), newSpans, receipt.duplicates() + equal,
				receipt.conflicts() + different);
	}

	private long nowEpochNanos() {
		java.time.Instant now = this.clock.instant();
		return now.getEpochSecond() * 1_000_000_000L + now.getNano();
	}

}
