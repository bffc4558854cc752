package io.mahavishnu.otel.ingest;

import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.trace.TraceId;

/**
 * A trace, or further spans of one, that is durable now.
 *
 * @param id the trace
 * @param newSpans how many of the sent spans were new
 * @param upTo the position of the last of them
 */
public record StoredTrace(TraceId id, int newSpans, LogPosition upTo) {

}
