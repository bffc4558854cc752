package io.mahavishnu.otel.index;

import java.time.Duration;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Lets ingest go first: while the store writes for most of the time, the feeder rests
 * after each round in proportion to what the round took, so that senders are answered
 * while the index follows later. For one thread.
 */
final class FeederPace {

	/** The share of the time above which the store counts as busy. */
	private static final double BUSY = 0.5;

	private static final Duration REST_MAX = Duration.ofSeconds(1);

	private final double restFactor;

	private final Supplier<Duration> writingTime;

	private final Ticker ticker;

	private long begunNanos;

	private Duration writtenBefore;

	/**
	 * The pace of a feeder.
	 * @param restFactor the length of a rest in rounds; 0 for none
	 * @param writingTime how long the store has spent writing so far
	 * @param ticker the clock
	 */
	FeederPace(double restFactor, Supplier<Duration> writingTime, Ticker ticker) {
		this.restFactor = restFactor;
		this.writingTime = writingTime;
		this.ticker = ticker;
		this.begunNanos = ticker.read();
		this.writtenBefore = writingTime.get();
	}

	/** Begins a round. */
	void begin() {
		this.begunNanos = this.ticker.read();
		this.writtenBefore = this.writingTime.get();
	}

	/** How long to rest after the round that ends now. */
	Duration rest() {
		long roundNanos = this.ticker.read() - this.begunNanos;
		long writingNanos = this.writingTime.get().minus(this.writtenBefore).toNanos();
		if (writingNanos <= BUSY * roundNanos) {
			return Duration.ZERO;
		}
		return Duration.ofNanos((long) Math.min(this.restFactor * roundNanos, REST_MAX.toNanos()));
	}

}
