package io.mahavishnu.otel.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * One walk along the critical path, from its end to its start. A stack takes the place of
 * recursion, since spans may be nested as deep as there are spans.
 */
final class CriticalPathWalk {

	private final Trace trace;

	private final SpanForest forest;

	private final List<Span> roots;

	private final List<Span> orphans;

	private final Map<SpanId, Long> ends = new HashMap<>();

	private final List<CriticalPath.Segment> segments = new ArrayList<>();

	private long point;

	CriticalPathWalk(Trace trace) {
		this.trace = trace;
		this.forest = new SpanForest(trace);
		List<Span> parentless = this.forest.tops().stream().filter((top) -> top.parentSpanId() == null).toList();
		this.roots = parentless.isEmpty() ? this.forest.tops() : parentless;
		this.orphans = parentless.isEmpty() ? List.of()
				: this.forest.tops().stream().filter((top) -> top.parentSpanId() != null).toList();
		for (Span span : this.forest.fromTheTop().reversed()) {
			this.ends.put(span.spanId(), endFromBelow(span));
		}
	}

	/**
	 * A span on the way.
	 *
	 * @param span the span, or null for all roots together
	 * @param startEpochNanos from where it may be on the path
	 * @param below what is below it, that which ended last first
	 */
	private record Step(@Nullable Span span, long startEpochNanos, Iterator<Part> below) {

	}

	/** The part of a span that lies within its parent's time. */
	private record Part(Span span, long startEpochNanos, long endEpochNanos) {

		static final Comparator<Part> LAST_ENDED_FIRST = Comparator.comparingLong(Part::endEpochNanos)
			.reversed()
			.thenComparingLong(Part::startEpochNanos);

	}

	CriticalPath walk() {
		long start = this.roots.stream().mapToLong(this.trace::startEpochNanosOf).min().orElseThrow();
		long end = this.roots.stream().mapToLong(this::endOf).max().orElseThrow();
		this.point = end;
		Deque<Step> open = new ArrayDeque<>();
		open.push(new Step(null, start, parts(this.roots, start, end)));
		while (!open.isEmpty()) {
			Step step = open.peek();
			Part part = next(step);
			if (part == null) {
				addBackTo(step.startEpochNanos(), step.span());
				open.pop();
			}
			else {
				addBackTo(part.endEpochNanos(), step.span());
				open.push(new Step(part.span(), part.startEpochNanos(),
						parts(awaitedBy(part.span()), part.startEpochNanos(), part.endEpochNanos())));
			}
		}
		Collections.reverse(this.segments);
		return new CriticalPath(this.trace.id(), start, end - start, this.segments);
	}

	private void addBackTo(long epochNanos, @Nullable Span span) {
		if (epochNanos < this.point) {
			this.segments.add(new CriticalPath.Segment(span, epochNanos, this.point - epochNanos));
			this.point = epochNanos;
		}
	}

	/**
	 * What ended last by the current point. Nothing waits for roots: of them also what
	 * was still running then, up to the point.
	 */
	private @Nullable Part next(Step step) {
		while (step.below().hasNext()) {
			Part part = step.below().next();
			if (part.endEpochNanos() <= this.point) {
				return part;
			}
			if (step.span() == null && part.startEpochNanos() < this.point) {
				return new Part(part.span(), part.startEpochNanos(), this.point);
			}
		}
		return null;
	}

	private Iterator<Part> parts(List<Span> spans, long startEpochNanos, long endEpochNanos) {
		return spans.stream()
			.map((span) -> new Part(span, Math.max(this.trace.startEpochNanosOf(span), startEpochNanos),
					Math.min(endOf(span), endEpochNanos)))
			.filter((part) -> part.startEpochNanos() < part.endEpochNanos())
			.sorted(Part.LAST_ENDED_FIRST)
			.toList()
			.iterator();
	}

	private List<Span> awaitedBy(Span parent) {
		List<Span> children = new ArrayList<>(this.forest.childrenOf(parent));
		if (parent.equals(this.roots.getFirst())) {
			children.addAll(this.orphans);
		}
		children.removeIf((child) -> isAsynchronous(child, parent));
		return children;
	}

	private boolean isAsynchronous(Span child, Span parent) {
		boolean outlives = endOf(child) > endOf(parent);
		return outlives && (Objects.equals(child.serviceName(), parent.serviceName())
				|| durationOf(child) > durationOf(parent));
	}

	private long durationOf(Span span) {
		return endOf(span) - this.trace.startEpochNanosOf(span);
	}

	private long endOf(Span span) {
		return Objects.requireNonNull(this.ends.get(span.spanId()));
	}

	private long endFromBelow(Span span) {
		long start = this.trace.startEpochNanosOf(span);
		if (span.endEpochNanos() >= start) {
			return span.endEpochNanos();
		}
		return this.forest.childrenOf(span).stream().mapToLong(this::endOf).reduce(start, Math::max);
	}

}
