package io.mahavishnu.otel.duckdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of the log.
 *
 * @param first its first sequence number
 * @param last its last sequence number
 */
record Stretch(long first, long last) {

	/** Whether a number lies in both. */
	boolean meets(Stretch other) {
		return this.first <= other.last && other.first <= this.last;
	}

	/** Whether a number lies in it. */
	boolean has(long number) {
		return this.first <= number && number <= this.last;
	}

	/**
	 * This one in pieces.
	 * @param size how many numbers a piece has, the last one aside, at least 1
	 */
	List<Stretch> pieces(long size) {
		List<Stretch> pieces = new ArrayList<>();
		for (long from = this.first; from <= this.last; from += size) {
			pieces.add(new Stretch(from, Math.min(from + size - 1, this.last)));
		}
		return pieces;
	}

	/**
	 * What some stretches leave out of the log up to a number.
	 * @param stretches the stretches, which do not meet, in any order
	 * @param last the number
	 */
	static List<Stretch> leftBy(Collection<Stretch> stretches, long last) {
		List<Stretch> left = new ArrayList<>();
		long from = 1;
		for (Stretch each : stretches.stream().sorted(Comparator.comparingLong(Stretch::first)).toList()) {
			if (from < each.first) {
				left.add(new Stretch(from, each.first - 1));
			}
			from = each.last + 1;
		}
		if (from <= last) {
			left.add(new Stretch(from, last));
		}
		return left;
	}

}
