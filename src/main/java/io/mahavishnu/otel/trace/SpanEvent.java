package io.mahavishnu.otel.trace;

/**
 * Something that happened during a span.
 *
 * @param name the event's name
 * @param epochNanos when it happened, nanoseconds since 1970 UTC; 0 when unknown
 * @param attributes the event's attributes
 * @param droppedAttributes how many attributes the sender dropped
 */
public record SpanEvent(String name, long epochNanos, Attributes attributes, int droppedAttributes) {

}
