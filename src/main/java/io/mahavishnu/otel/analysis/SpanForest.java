package io.mahavishnu.otel.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a trace below their parents. At the top stand the roots, the orphans
 * (spans whose parent is not here) and, of each cycle of parents, the first span. Every
 * span is in it once. Immutable.
 */
final class SpanForest {

	private final List<Span> tops = new ArrayList<>();

	private final Map<SpanId, Span> parents = new HashMap<>();

	private final Map<SpanId, List<Span>> children = new HashMap<>();

	private final Map<SpanId, Place> places = new HashMap<>();

	SpanForest(Trace trace) {
		Map<SpanId, Span> byId = new HashMap<>();
		trace.spans().forEach((span) -> byId.put(span.spanId(), span));
		trace.spans().forEach((span) -> {
			Span parent = byId.get(span.parentSpanId());
			if (parent == null || parent.equals(span)) {
				this.tops.add(span);
			}
			else {
				this.parents.put(span.spanId(), parent);
			}
		});
		cutCycles(trace);
		trace.spans().forEach((span) -> {
			Span parent = this.parents.get(span.spanId());
			if (parent != null) {
				this.children.computeIfAbsent(parent.spanId(), (_) -> new ArrayList<>()).add(span);
			}
		});
		fromTheTop().forEach((span) -> this.places.put(span.spanId(), placeBelow(parentOf(span), span)));
	}

	/**
	 * Where a span stands.
	 *
	 * @param top the span at the top above it, or itself
	 * @param depth how many spans stand above it
	 */
	record Place(Span top, int depth) {

	}

	/** The spans at the top, in span order. */
	List<Span> tops() {
		return Collections.unmodifiableList(this.tops);
	}

	/** The spans below a span, in span order. */
	List<Span> childrenOf(Span span) {
		return Collections.unmodifiableList(this.children.getOrDefault(span.spanId(), List.of()));
	}

	/** The span above a span, or null at the top. */
	@Nullable Span parentOf(Span span) {
		return this.parents.get(span.spanId());
	}

	/** Where a span stands. */
	Place placeOf(Span span) {
		return Objects.requireNonNull(this.places.get(span.spanId()));
	}

	/** Every span, each after its parent. */
	List<Span> fromTheTop() {
		List<Span> ordered = new ArrayList<>();
		Deque<Span> open = new ArrayDeque<>(this.tops);
		while (!open.isEmpty()) {
			Span span = open.pop();
			ordered.add(span);
			childrenOf(span).reversed().forEach(open::push);
		}
		return ordered;
	}

	private Place placeBelow(@Nullable Span parent, Span span) {
		if (parent == null) {
			return new Place(span, 0);
		}
		Place above = placeOf(parent);
		return new Place(above.top(), above.depth() + 1);
	}

	/** Of each cycle the first span goes to the top. */
	private void cutCycles(Trace trace) {
		Set<SpanId> reachesTop = new HashSet<>();
		for (Span span : trace.spans()) {
			List<Span> way = new ArrayList<>();
			Set<SpanId> onWay = new HashSet<>();
			Span at = span;
			while (at != null && !reachesTop.contains(at.spanId()) && onWay.add(at.spanId())) {
				way.add(at);
				at = this.parents.get(at.spanId());
			}
			if (at != null && !reachesTop.contains(at.spanId())) {
				cut(trace, way.subList(way.indexOf(at), way.size()));
			}
			reachesTop.addAll(onWay);
		}
	}

	private void cut(Trace trace, List<Span> cycle) {
		Span first = Collections.min(cycle, (one, other) -> {
			int byStart = Long.compare(trace.startEpochNanosOf(one), trace.startEpochNanosOf(other));
			return (byStart != 0) ? byStart : one.spanId().compareTo(other.spanId());
		});
		this.parents.remove(first.spanId());
		this.tops.add(first);
	}

}
