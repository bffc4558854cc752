package io.mahavishnu.otel.trace;

/**
 * A link from a span to another, of this trace or another.
 *
 * @param traceId the linked trace
 * @param spanId the linked span
 * @param traceState the W3C trace state; may be empty
 * @param attributes the link's attributes
 * @param droppedAttributes how many attributes the sender dropped
 * @param flags the W3C trace flags and OTLP's own, as sent
 */
public record SpanLink(TraceId traceId, SpanId spanId, String traceState, Attributes attributes, int droppedAttributes,
		int flags) {

}
