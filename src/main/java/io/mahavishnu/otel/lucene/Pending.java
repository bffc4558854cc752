package io.mahavishnu.otel.lucene;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;

/**
 * What was written since the last refresh, which no view shows yet. Thread-safe.
 *
 * @param passages the passages, and the ids of the models that each has a vector of
 * @param shapes the shapes
 * @param traces the traces and their shapes
 */
record Pending(Map<PassageId, Set<String>> passages, Set<ShapeId> shapes, Map<TraceId, ShapeId> traces) {

	Pending() {
		this(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>());
	}

	void clear() {
		this.passages.clear();
		this.shapes.clear();
		this.traces.clear();
	}

}
