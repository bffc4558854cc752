package io.mahavishnu.otel.store;

/**
 * Up to where what was received counts as old. Receipt is the store's own clock, or the
 * order of its log: what senders say of their time has no part in it.
 *
 * @param beforeEpochNanos received before this time, nanoseconds since 1970 UTC
 * @param upTo and at or before this position
 */
public record ReceiptBound(long beforeEpochNanos, LogPosition upTo) {

	private static final LogPosition ANYWHERE = new LogPosition(Long.MAX_VALUE);

	/** What was received before a time, nanoseconds since 1970 UTC. */
	public static ReceiptBound before(long epochNanos) {
		return new ReceiptBound(epochNanos, ANYWHERE);
	}

	/** What was received up to a position, whatever the clock said. */
	public static ReceiptBound upTo(LogPosition position) {
		return new ReceiptBound(Long.MAX_VALUE, position);
	}

}
