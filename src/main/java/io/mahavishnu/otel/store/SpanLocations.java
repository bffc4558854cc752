package io.mahavishnu.otel.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the spans of a trace lie in the change log: at most {@value #RANGES_MAX} ranges,
 * ascending and apart. They hold every span of the trace, and spans of others too: when
 * there would be more ranges, the closest ones are joined.
 *
 * @param ranges the ranges
 */
public record SpanLocations(List<Range> ranges) {

	/** How many ranges are kept at most. */
	public static final int RANGES_MAX = 16;

	/** No span is located. */
	public static final SpanLocations NONE = new SpanLocations(List.of());

	public SpanLocations {
		ranges = joined(ranges);
	}

	/**
	 * A range of positions.
	 *
	 * @param first its first position
	 * @param last its last position, not before the first
	 */
	public record Range(LogPosition first, LogPosition last) {

		public Range {
			if (first.isAfter(last)) {
				throw new IllegalArgumentException("the range ends at " + last + " before it starts at " + first);
			}
		}

	}

	/** The locations of one position. */
	public static SpanLocations of(LogPosition position) {
		return new SpanLocations(List.of(new Range(position, position)));
	}

	/** The locations of some positions, in any order. */
	public static SpanLocations of(List<LogPosition> positions) {
		return new SpanLocations(positions.stream().map((position) -> new Range(position, position)).toList());
	}

	/** The last position that holds a span; the start when there is none. */
	public LogPosition last() {
		return this.ranges.isEmpty() ? LogPosition.START : this.ranges.getLast().last();
	}

	/** The part of these locations that lies at or before a position. */
	public SpanLocations upTo(LogPosition position) {
		return new SpanLocations(this.ranges.stream()
			.filter((range) -> !range.first().isAfter(position))
			.map((range) -> new Range(range.first(), range.last().isAfter(position) ? position : range.last()))
			.toList());
	}

	/** These locations and others. */
	public SpanLocations and(SpanLocations others) {
		List<Range> all = new ArrayList<>(this.ranges);
		all.addAll(others.ranges);
		return new SpanLocations(all);
	}

	private static List<Range> joined(List<Range> given) {
		List<Range> joined = new ArrayList<>();
		given.stream().sorted(Comparator.comparing(Range::first)).forEach((range) -> {
			if (!joined.isEmpty() && gap(joined.getLast(), range) <= 1) {
				joined.set(joined.size() - 1, join(joined.getLast(), range));
			}
			else {
				joined.add(range);
			}
		});
		while (joined.size() > RANGES_MAX) {
			int at = closest(joined);
			joined.set(at, join(joined.get(at), joined.remove(at + 1)));
		}
		return List.copyOf(joined);
	}

	private static int closest(List<Range> ranges) {
		int closest = 0;
		for (int i = 1; i < ranges.size() - 1; i++) {
			if (gap(ranges.get(i), ranges.get(i + 1)) < gap(ranges.get(closest), ranges.get(closest + 1))) {
				closest = i;
			}
		}
		return closest;
	}

	private static long gap(Range earlier, Range later) {
		return later.first().value() - earlier.last().value();
	}

	private static Range join(Range earlier, Range later) {
		return new Range(earlier.first(), LogPosition.later(earlier.last(), later.last()));
	}

}
