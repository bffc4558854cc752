package io.mahavishnu.otel.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The spans of a trace below their parents, in order of start. A span whose parent is not
 * here stands at the top, and so does the first span of a cycle: every span is drawn
 * once.
 */
final class SpanTree {

	/**
	 * No terminal shows more levels; a chain of 100,000 spans must not cost their square.
	 */
	private static final int LEVELS_KEPT = 64;

	private final List<SpanNode> spans;

	private final Map<String, List<SpanNode>> children = new HashMap<>();

	private final Set<String> ids = new HashSet<>();

	/**
	 * A line of the drawing.
	 *
	 * @param span the span
	 * @param depth how many spans stand above it
	 * @param lastOfSiblings for each level down to the span, whether the branch there is
	 * the last; of the deepest levels only
	 * @param parent where its parent is
	 */
	record Line(SpanNode span, int depth, List<Place> lastOfSiblings, Parent parent) {

		Line below(SpanNode child, Place place) {
			int above = this.lastOfSiblings.size();
			List<Place> levels = new ArrayList<>(
					this.lastOfSiblings.subList(Math.max(0, above + 1 - LEVELS_KEPT), above));
			levels.add(place);
			return new Line(child, this.depth + 1, levels, Parent.KNOWN);
		}

	}

	/** Whether more branches follow on a level. */
	enum Place {

		LAST, NOT_LAST

	}

	/** Where the parent of a span is. */
	enum Parent {

		/** Drawn above, or there is none. */
		KNOWN,
		/** Named, but not among the spans. */
		MISSING

	}

	SpanTree(List<SpanNode> spans) {
		this.spans = spans.stream()
			.sorted(Comparator.comparingLong(SpanNode::startEpochNanos)
				.thenComparing(Comparator.comparingLong(SpanNode::durationNanos).reversed()))
			.toList();
		this.spans.forEach((each) -> this.ids.add(each.id()));
		this.spans.stream()
			.filter((each) -> !isTop(each))
			.forEach((each) -> this.children.computeIfAbsent(each.parentId(), (_) -> new ArrayList<>()).add(each));
	}

	/** The lines from top to bottom. */
	List<Line> lines() {
		List<Line> lines = new ArrayList<>(this.spans.size());
		Set<SpanNode> drawn = Collections.newSetFromMap(new IdentityHashMap<>());
		this.spans.stream().filter(this::isTop).forEach((each) -> drawFrom(each, lines, drawn));
		// What is left hangs in cycles.
		this.spans.stream().filter((each) -> !drawn.contains(each)).toList().forEach((each) -> {
			if (!drawn.contains(each)) {
				drawFrom(each, lines, drawn);
			}
		});
		return lines;
	}

	private void drawFrom(SpanNode top, List<Line> lines, Set<SpanNode> drawn) {
		Deque<Line> open = new ArrayDeque<>();
		boolean missing = !top.parentId().isEmpty() && !this.ids.contains(top.parentId());
		open.push(new Line(top, 0, List.of(), missing ? Parent.MISSING : Parent.KNOWN));
		while (!open.isEmpty()) {
			Line line = open.pop();
			if (!drawn.add(line.span())) {
				continue;
			}
			lines.add(line);
			List<SpanNode> below = this.children.getOrDefault(line.span().id(), List.of())
				.stream()
				.filter((each) -> !drawn.contains(each))
				.toList();
			for (int i = below.size() - 1; i >= 0; i--) {
				Place place = (i == below.size() - 1) ? Place.LAST : Place.NOT_LAST;
				open.push(line.below(below.get(i), place));
			}
		}
	}

	private boolean isTop(SpanNode span) {
		return span.parentId().isEmpty() || !this.ids.contains(span.parentId()) || span.parentId().equals(span.id());
	}

}
