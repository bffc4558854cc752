package io.mahavishnu.otel.analysis;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Reads from how much on slower counts. What is empty counts as not given. Throws a
 * {@link TraceProblem} of type {@code INVALID_REQUEST} that names the value and what is
 * expected instead.
 */
public final class ThresholdParser {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private static final double MILLIS_MAX = 86_400_000;

	private static final double RATIO_MAX = 1_000_000;

	private ThresholdParser() {
	}

	/**
	 * A threshold.
	 * @param slowdownMillis the least difference, 0 to 86400000 milliseconds, or null for
	 * the default
	 * @param slowdownRatio the least quotient, 1 to 1000000, or null for the default
	 */
	public static TraceComparison.Threshold of(@Nullable String slowdownMillis, @Nullable String slowdownRatio) {
		TraceComparison.Threshold otherwise = TraceComparison.Threshold.DEFAULT;
		long nanos = isGiven(slowdownMillis)
				? Math.round(number("min_slowdown_ms", slowdownMillis, 0, MILLIS_MAX) * NANOS_PER_MILLI)
				: otherwise.leastNanos();
		double ratio = isGiven(slowdownRatio) ? number("min_slowdown_ratio", slowdownRatio, 1, RATIO_MAX)
				: otherwise.leastRatio();
		return new TraceComparison.Threshold(nanos, ratio);
	}

	private static boolean isGiven(@Nullable String value) {
		return value != null && !value.isBlank();
	}

	private static double number(String name, @Nullable String value, double least, double most) {
		String expected = name + " must be " + (long) least + " to " + (long) most + " but is "
				+ Excerpt.quoted(String.valueOf(value));
		double number;
		try {
			number = Double.parseDouble(String.valueOf(value));
		}
		catch (NumberFormatException unreadable) {
			throw TraceProblem.invalidRequest(expected);
		}
		if (!(number >= least && number <= most)) {
			throw TraceProblem.invalidRequest(expected);
		}
		return number;
	}

}
