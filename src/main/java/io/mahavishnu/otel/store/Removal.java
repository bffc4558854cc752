package io.mahavishnu.otel.store;

/**
 * What became of traces that were to be removed, after that is durable.
 *
 * @param traces removed traces
 * @param spans their spans, second copies included
 * @param upTo the position of the last durable change
 */
public record Removal(int traces, long spans, LogPosition upTo) {

}
