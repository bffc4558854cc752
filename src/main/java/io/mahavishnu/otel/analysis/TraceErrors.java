package io.mahavishnu.otel.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/**
 * The failures of a trace, each from where it began. A span failed when its status is
 * {@code ERROR}; a failure began at a failed span with no failed span below it, and went
 * up through the failed spans above that one. Immutable.
 *
 * @param traceId the trace
 * @param failureCount how many failures it has
 * @param failures the first of them: those that reached a span at the top come before
 * those that something above absorbed; in order of the time at which the origin ended
 */
public record TraceErrors(TraceId traceId, int failureCount, List<Failure> failures) {

	/**
	 * How many of the spans above an origin its path names at most, the nearest: a
	 * hundred thousand spans may be nested, and many may fail.
	 */
	public static final int PATH_SPANS_MAX = 100;

	public TraceErrors {
		failures = List.copyOf(failures);
	}

	/**
	 * A failure.
	 *
	 * @param causes the failed spans, that where it began first, then those above it that
	 * failed too, upwards
	 * @param path the spans from the top down to the origin; the nearest
	 * {@value #PATH_SPANS_MAX} when there are more
	 * @param depth how many spans stand above the origin
	 * @param reach how far it went
	 */
	public record Failure(List<Span> causes, List<Span> path, int depth, Reach reach) {

		public Failure {
			causes = List.copyOf(causes);
			path = List.copyOf(path);
		}

		/** The span where the failure began. */
		public Span origin() {
			return this.causes.getFirst();
		}

	}

	/** How far a failure went. */
	public enum Reach {

		/** The span at the top failed too. */
		TOP,
		/** The span at the top did not fail: something above the origin absorbed it. */
		ABSORBED

	}

	/**
	 * The failures of a trace; none when no span failed.
	 * @param failuresMax how many of them are told, not negative; all are counted
	 */
	public static TraceErrors of(Trace trace, int failuresMax) {
		SpanForest forest = new SpanForest(trace);
		List<Span> origins = origins(forest);
		origins.sort(Comparator.comparing((Span origin) -> reachOf(origin, forest))
			.thenComparingLong((origin) -> endOf(origin, trace))
			.thenComparing(Span::spanId));
		return new TraceErrors(trace.id(), origins.size(),
				origins.stream().limit(failuresMax).map((origin) -> failureFrom(origin, forest)).toList());
	}

	/** The failed spans with no failed span below them. */
	private static List<Span> origins(SpanForest forest) {
		Set<SpanId> aboveFailed = new HashSet<>();
		List<Span> origins = new ArrayList<>();
		for (Span span : forest.fromTheTop().reversed()) {
			boolean began = span.status().isError() && !aboveFailed.contains(span.spanId());
			if (began) {
				origins.add(span);
			}
			Span parent = forest.parentOf(span);
			if (parent != null && (began || aboveFailed.contains(span.spanId()))) {
				aboveFailed.add(parent.spanId());
			}
		}
		return origins;
	}

	private static Failure failureFrom(Span origin, SpanForest forest) {
		List<Span> causes = new ArrayList<>();
		List<Span> path = new ArrayList<>();
		for (Span span = origin; span != null && path.size() < PATH_SPANS_MAX; span = forest.parentOf(span)) {
			path.add(span);
			if (span.status().isError()) {
				causes.add(span);
			}
		}
		Collections.reverse(path);
		return new Failure(causes, path, forest.placeOf(origin).depth(), reachOf(origin, forest));
	}

	private static Reach reachOf(Span origin, SpanForest forest) {
		return forest.placeOf(origin).top().status().isError() ? Reach.TOP : Reach.ABSORBED;
	}

	private static long endOf(Span span, Trace trace) {
		return trace.startEpochNanosOf(span) + trace.durationNanosOf(span);
	}

}
