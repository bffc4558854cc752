package io.mahavishnu.otel.index;

import java.util.Comparator;

import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;

/**
 * What the index knows of a trace without reading it.
 *
 * @param id the trace
 * @param shape its shape
 * @param startEpochNanos its start, nanoseconds since 1970 UTC
 */
public record TraceKey(TraceId id, ShapeId shape, long startEpochNanos) {

	/** Newest first, then by id. */
	public static final Comparator<TraceKey> NEWEST_FIRST = Comparator.comparingLong(TraceKey::startEpochNanos)
		.reversed()
		.thenComparing(TraceKey::id);

}
