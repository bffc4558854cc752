package io.mahavishnu.otel.analysis;

import java.util.List;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;

/**
 * The spans of a trace as an indented list: each below its parent, siblings in order of
 * start. At the top stand the roots, the orphans and, of each cycle of parents, the first
 * span. Immutable.
 *
 * @param lines the spans, each once
 */
public record TraceOutline(List<Line> lines) {

	public TraceOutline {
		lines = List.copyOf(lines);
	}

	/**
	 * A line.
	 *
	 * @param span the span
	 * @param depth how many spans stand above it
	 */
	public record Line(Span span, int depth) {

	}

	/** The outline of a trace. */
	public static TraceOutline of(Trace trace) {
		SpanForest forest = new SpanForest(trace);
		return new TraceOutline(
				forest.fromTheTop().stream().map((span) -> new Line(span, forest.placeOf(span).depth())).toList());
	}

}
