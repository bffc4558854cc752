package io.mahavishnu.otel.store;

/**
 * Figures of one span name of a service.
 *
 * @param name the span name
 * @param spans the figures of the service's spans of that name
 */
public record OperationFigures(String name, SpanFigures spans) {

}
