package io.mahavishnu.otel.store;

/**
 * What a written file holds.
 *
 * @param traces distinct traces
 * @param spans spans
 * @param bytes its size, bytes
 */
public record ArchiveFigures(long traces, long spans, long bytes) {

}
