package io.mahavishnu.otel.store;

/**
 * Figures of one service.
 *
 * @param name the service
 * @param spans the figures of its spans
 */
public record ServiceFigures(String name, SpanFigures spans) {

}
