package io.mahavishnu.otel.analysis;

import java.util.Comparator;
import java.util.List;

import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;

/**
 * In what a trace differs from another, the baseline. Two spans match when their parents
 * do, service and name are equal, and they stand at the same place, in span order, among
 * the children of their parents with that service and name; the spans at the top match
 * likewise. What hangs below a span without a match has none either. Immutable.
 *
 * @param baseline the trace that is compared with
 * @param other the trace that is compared
 * @param matchedSpans how many spans have a match
 * @param added the spans that only the other has, each after its parent
 * @param missing the spans that only the baseline has, each after its parent
 * @param slower matched spans that took longer by at least the thresholds, by how much
 * longer, most first; of equal ones the deeper first
 * @param newlyFailing matched spans that failed in the other and not in the baseline,
 * each after its parent
 */
public record TraceComparison(Trace baseline, Trace other, int matchedSpans, List<Span> added, List<Span> missing,
		List<Pair> slower, List<Pair> newlyFailing) {

	public TraceComparison {
		added = List.copyOf(added);
		missing = List.copyOf(missing);
		slower = List.copyOf(slower);
		newlyFailing = List.copyOf(newlyFailing);
	}

	/**
	 * How much slower counts. Both must hold.
	 *
	 * @param leastNanos the least difference, nanoseconds; 0 or more
	 * @param leastRatio the least quotient of the durations; 1 or more
	 */
	public record Threshold(long leastNanos, double leastRatio) {

		/** At least a millisecond, and half as long again. */
		public static final Threshold DEFAULT = new Threshold(1_000_000, 1.5);

		public Threshold {
			if (leastNanos < 0 || !(leastRatio >= 1)) {
				throw new IllegalArgumentException(
						"slower by at least " + leastNanos + " ns and a factor of " + leastRatio + " is no threshold");
			}
		}

		boolean isExceeded(Pair pair) {
			long difference = pair.differenceNanos();
			return difference > 0 && difference >= this.leastNanos
					&& pair.otherDurationNanos() >= pair.baselineDurationNanos() * this.leastRatio;
		}

	}

	/**
	 * Two spans that match.
	 *
	 * @param baseline the baseline's span
	 * @param other the other's span
	 * @param baselineDurationNanos how long the baseline's span took, nanoseconds
	 * @param otherDurationNanos how long the other's span took, nanoseconds
	 * @param depth how many spans stand above each
	 */
	public record Pair(Span baseline, Span other, long baselineDurationNanos, long otherDurationNanos, int depth) {

		/** How much longer the other's span took, nanoseconds. */
		public long differenceNanos() {
			return this.otherDurationNanos - this.baselineDurationNanos;
		}

		boolean failsNewly() {
			return this.other.status().isError() && !this.baseline.status().isError();
		}

		boolean hasDurations() {
			return this.baseline.endEpochNanos() > 0 && this.other.endEpochNanos() > 0;
		}

	}

	/** Compares a trace with a baseline. */
	public static TraceComparison of(Trace baseline, Trace other, Threshold threshold) {
		SpanMatching matching = new SpanMatching(baseline, other);
		List<Pair> pairs = matching.pairs();
		Comparator<Pair> mostFirst = Comparator.comparingLong(Pair::differenceNanos)
			.thenComparingInt(Pair::depth)
			.reversed();
		return new TraceComparison(baseline, other, pairs.size(), matching.added(), matching.missing(),
				pairs.stream().filter(Pair::hasDurations).filter(threshold::isExceeded).sorted(mostFirst).toList(),
				pairs.stream().filter(Pair::failsNewly).toList());
	}

	/** Whether nothing differs. */
	public boolean isEmpty() {
		return this.added.isEmpty() && this.missing.isEmpty() && this.slower.isEmpty() && this.newlyFailing.isEmpty();
	}

}
