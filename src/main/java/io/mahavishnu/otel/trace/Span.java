package io.mahavishnu.otel.trace;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A span as its sender described it. Immutable.
 *
 * @param traceId the trace it belongs to
 * @param spanId its id, unique within the trace
 * @param parentSpanId the span that caused it, or null for a root
 * @param name its name; may be empty
 * @param kind its kind
 * @param startEpochNanos its start, nanoseconds since 1970 UTC; 0 when unknown
 * @param endEpochNanos its end, nanoseconds since 1970 UTC; 0 when unknown; may lie
 * before the start
 * @param status its outcome
 * @param attributes its attributes
 * @param resource what produced it
 * @param scope the instrumentation that made it
 * @param events what happened during it, as sent
 * @param links the spans it points to, as sent
 * @param traceState the W3C trace state; may be empty
 * @param flags the W3C trace flags and OTLP's own, as sent
 * @param dropped how much of it the sender dropped
 */
public record Span(TraceId traceId, SpanId spanId, @Nullable SpanId parentSpanId, String name, SpanKind kind,
		long startEpochNanos, long endEpochNanos, SpanStatus status, Attributes attributes, Resource resource,
		Scope scope, List<SpanEvent> events, List<SpanLink> links, String traceState, int flags, Dropped dropped) {

	/** The attribute that names a service. */
	public static final String SERVICE_NAME = "service.name";

	public Span {
		if (startEpochNanos < 0 || endEpochNanos < 0) {
			throw new IllegalArgumentException(
					"times must not lie before 1970: start " + startEpochNanos + " ns, end " + endEpochNanos + " ns");
		}
		events = List.copyOf(events);
		links = List.copyOf(links);
	}

	/**
	 * How much of a span its sender dropped.
	 *
	 * @param attributes dropped attributes
	 * @param events dropped events
	 * @param links dropped links
	 */
	public record Dropped(int attributes, int events, int links) {

		/** Nothing was dropped. */
		public static final Dropped NONE = new Dropped(0, 0, 0);

	}

	/** A builder for a span of which nothing else is known yet. */
	public static SpanBuilder builder(TraceId traceId, SpanId spanId, String name) {
		return new SpanBuilder(traceId, spanId, name);
	}

	/** A builder that starts with everything this span has. */
	public SpanBuilder toBuilder() {
		return new SpanBuilder(this);
	}

	/**
	 * The service that the span belongs to: {@code service.name} of its resource, else of
	 * the span itself, else null.
	 */
	public @Nullable String serviceName() {
		String ofResource = this.resource.serviceName();
		return (ofResource != null) ? ofResource : this.attributes.text(SERVICE_NAME);
	}

}
