package io.mahavishnu.otel.retention;

import org.jspecify.annotations.Nullable;

/**
 * What was removed since the start.
 *
 * @param tracesRemoved traces removed as too old or too many
 * @param spansRemoved their spans
 * @param lastRunEpochNanos when it was last looked at, nanoseconds since 1970 UTC, or
 * null before the first time
 * @param limitedBy what removed traces in that run
 */
public record RetentionFigures(long tracesRemoved, long spansRemoved, @Nullable Long lastRunEpochNanos,
		Limit limitedBy) {

	/** What keeps the store from holding more. */
	public enum Limit {

		/** Nothing had to go. */
		NONE,
		/** {@code retention.max-age}. */
		MAX_AGE,
		/** {@code retention.max-disk}. */
		MAX_DISK

	}

}
