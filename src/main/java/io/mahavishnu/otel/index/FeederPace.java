package io.mahavishnu.otel.index;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Lets ingest go first: while the store writes for most of the time, the feeder rests
 * after each piece of its work in proportion to what that took, so that senders are
 * answered while the index follows later. The rest ends when the store has less to write,
 * or a whole processor is idle, or half of the only one. For one thread.
 */
final class FeederPace {

	/** The share of the time above which the store counts as busy. */
	private static final double BUSY = 0.5;

	/** The share of the processors that is enough where that is less than one. */
	private static final double IDLE_SHARE = 0.5;

	/** How often a rest is to be reconsidered. */
	static final Duration SLICE = Duration.ofMillis(250);

	private final double restFactor;

	private final Duration restMax;

	private final Supplier<Duration> writingTime;

	private final DoubleSupplier busyProcessors;

	private final int processors;

	private final Ticker ticker;

	private long begunNanos;

	private Duration writtenBefore;

	/**
	 * The pace of a feeder.
	 * @param restFactor the length of a rest in pieces of work; 0 for none
	 * @param restMax the longest rest
	 * @param writingTime how long the store has spent writing so far
	 * @param busyProcessors which share of the processors was in use since it was asked
	 * last, in [0, 1]; negative where that is not known
	 * @param processors how many processors there are
	 * @param ticker the clock
	 */
	FeederPace(double restFactor, Duration restMax, Supplier<Duration> writingTime, DoubleSupplier busyProcessors,
			int processors, Ticker ticker) {
		this.restFactor = restFactor;
		this.restMax = restMax;
		this.writingTime = writingTime;
		this.busyProcessors = busyProcessors;
		this.processors = processors;
		this.ticker = ticker;
		this.begunNanos = ticker.read();
		this.writtenBefore = writingTime.get();
	}

	/** Begins a piece of work, or a part of a rest. */
	void begin() {
		this.begunNanos = this.ticker.read();
		this.writtenBefore = this.writingTime.get();
	}

	/** How long to rest after the piece of work that ends now. */
	Duration rest() {
		long workNanos = sinceBegun();
		// the load until now, which the feeder itself was a part of, is let go
		var _ = this.busyProcessors.getAsDouble();
		boolean busy = isStoreBusy();
		begin();
		return busy ? Duration.ofNanos((long) Math.min(this.restFactor * workNanos, this.restMax.toNanos()))
				: Duration.ZERO;
	}

	/** Whether there is still a reason for the rest that was begun. */
	boolean mustRest() {
		if (sinceBegun() < SLICE.toNanos()) {
			return true;
		}
		double share = this.busyProcessors.getAsDouble();
		boolean busy = isStoreBusy() && (share < 0 || this.processors * (1 - share) < idleProcessors());
		begin();
		return busy;
	}

	/** So many must be idle that indexing takes nothing away from ingest. */
	private double idleProcessors() {
		return Math.min(1, IDLE_SHARE * this.processors);
	}

	private boolean isStoreBusy() {
		return this.writingTime.get().minus(this.writtenBefore).toNanos() > BUSY * sinceBegun();
	}

	private long sinceBegun() {
		return this.ticker.read() - this.begunNanos;
	}

}
