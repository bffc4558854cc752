package io.mahavishnu.otel.store;

import io.mahavishnu.otel.trace.TraceId;

/**
 * A trace to read, and where its spans are known to lie.
 *
 * @param id the trace
 * @param known where spans of it lie, before the tail
 */
public record TraceLocation(TraceId id, SpanLocations known) {

}
