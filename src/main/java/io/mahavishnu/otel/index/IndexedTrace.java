package io.mahavishnu.otel.index;

import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.Trace;

/**
 * A trace as the index takes it.
 *
 * @param trace the trace
 * @param text all that it says
 * @param locations where its spans lie in the change log
 */
public record IndexedTrace(Trace trace, TraceText text, SpanLocations locations) {

}
