package io.mahavishnu.otel.evaluation.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.mahavishnu.otel.evaluation.LabelledTrace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays one flow, with a failure or without, and writes down the spans. Used once, by one
 * thread.
 */
final class TraceScript {

	private static final long RETRY_PAUSE_NANOS = 200_000_000;

	private static final long NETWORK_NANOS = 400_000;

	private final Conventions conventions;

	private final Flow flow;

	private final @Nullable Failure failure;

	private final RandomGenerator random;

	private final Values values;

	private final Durations durations;

	private final Endings endings;

	private final List<SpanDraft> spans = new ArrayList<>();

	/** Prepares a trace. */
	TraceScript(Conventions conventions, Flow flow, @Nullable Failure failure, RandomGenerator random, Values values) {
		this.conventions = conventions;
		this.flow = flow;
		this.failure = failure;
		this.random = random;
		this.values = values;
		this.durations = new Durations(random);
		this.endings = new Endings(failure, random, values);
	}

	/** Plays the flow from a time on. */
	LabelledTrace play(Instant start) {
		String traceId = this.values.hex(32);
		long startEpochNanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
		Operation root = this.flow.root().operation();
		Symptom symptom = (this.failure != null) ? this.failure.symptomAtRoot(root) : null;
		perform(this.flow.root(), symptom, null, startEpochNanos);
		ObjectNode trace = JsonMapper.shared().createObjectNode().put("trace_id", traceId);
		ArrayNode array = trace.putArray("spans");
		this.spans.forEach((span) -> span.writeTo(array));
		return new LabelledTrace(traceId, trace.toString());
	}

	/** A call, as its caller sees it: with a client span when it is remote. */
	private Outcome call(SpanTemplate template, SpanDraft parent, String caller, long startEpochNanos) {
		Operation operation = template.operation();
		Symptom symptom = (this.failure != null) ? this.failure.symptomAt(operation) : null;
		if (!operation.isRemote() || operation.service().equals(caller)) {
			return perform(template, symptom, parent, startEpochNanos);
		}
		SpanDraft client = open(
				this.conventions.clientSpan(caller, operation, seed(parent, startEpochNanos), this.values));
		Outcome served = perform(template, symptom, client, startEpochNanos + NETWORK_NANOS);
		Outcome outcome = new Outcome(served.endEpochNanos() + NETWORK_NANOS, served.error());
		this.endings.endClient(client, operation, outcome.error());
		client.end(outcome.endEpochNanos());
		return outcome;
	}

	/** Does a thing, after the attempts that fail before it. */
	private Outcome perform(SpanTemplate template, @Nullable Symptom symptom, @Nullable SpanDraft parent,
			long startEpochNanos) {
		long now = startEpochNanos;
		for (int attempt = 0; symptom != null && attempt < symptom.retries(); attempt++) {
			now = attempt(template, symptom, parent, now).endEpochNanos() + RETRY_PAUSE_NANOS;
		}
		Outcome outcome = attempt(template, symptom, parent, now);
		boolean handled = this.failure != null && this.failure.handled();
		return handled ? new Outcome(outcome.endEpochNanos(), null) : outcome;
	}

	private Outcome attempt(SpanTemplate template, @Nullable Symptom symptom, @Nullable SpanDraft parent,
			long startEpochNanos) {
		Operation operation = template.operation();
		SpanDraft span = open(this.conventions.span(operation, seed(parent, startEpochNanos), this.values));
		if (parent == null || operation.verb().equals("fn")) {
			this.flow.attributes().forEach((attribute, value) -> span.with(attribute, this.values.fill(value)));
		}
		long self = this.durations.nanos(operation);
		Outcome called = children(template, symptom, span, startEpochNanos + self / 2);
		long end = called.endEpochNanos() + self / 2;
		if (symptom != null && symptom.slowMaxMillis() > 0) {
			end += this.durations.nanosBetween(symptom.slowMinMillis(), symptom.slowMaxMillis());
		}
		String error = this.endings.end(span, operation, symptom, called.error(), end);
		span.end(end);
		return new Outcome(end, error);
	}

	private Outcome children(SpanTemplate template, @Nullable Symptom symptom, SpanDraft span, long startEpochNanos) {
		int kept = (symptom != null) ? symptom.keptChildren() : Integer.MAX_VALUE;
		long now = startEpochNanos;
		for (SpanTemplate child : template.children().stream().limit(kept).toList()) {
			boolean shows = this.failure != null && concerns(child);
			int times = child.repeatMin() + this.random.nextInt(child.repeatMax() - child.repeatMin() + 1);
			if (!shows && this.random.nextDouble() >= child.chance()) {
				continue;
			}
			for (int time = 0; time < times; time++) {
				Outcome outcome = call(child, span, template.operation().service(), now);
				now = outcome.endEpochNanos();
				if (outcome.error() != null) {
					return outcome;
				}
			}
		}
		return new Outcome(now, null);
	}

	/** Whether the failure shows at a span or below it, so that it can't be left out. */
	private boolean concerns(SpanTemplate template) {
		return (this.failure != null && this.failure.symptomAt(template.operation()) != null)
				|| template.children().stream().anyMatch(this::concerns);
	}

	private SpanDraft open(SpanDraft span) {
		this.spans.add(span);
		return span;
	}

	private SpanSeed seed(@Nullable SpanDraft parent, long startEpochNanos) {
		return new SpanSeed(this.values.hex(16), parent, startEpochNanos);
	}

	/**
	 * How a call ended.
	 *
	 * @param endEpochNanos when
	 * @param error what went wrong, in words; null when nothing did
	 */
	private record Outcome(long endEpochNanos, @Nullable String error) {
	}

}
