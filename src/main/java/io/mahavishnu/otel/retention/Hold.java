package io.mahavishnu.otel.retention;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps, for a while, most of what is stored from being removed at once as too old. Such
 * an age is more often a clock that jumped, or a slip in a setting, than the truth, and
 * what is removed does not come back. The while is measured by a clock that does not
 * jump. For one thread; whether it holds may be asked by any.
 */
final class Hold {

	private static final Logger log = LoggerFactory.getLogger(Hold.class);

	private final Duration length;

	private final LongSupplier nanoTime;

	private long sinceNanos;

	private volatile boolean holding;

	/**
	 * A hold that is not on.
	 * @param length how long it keeps things; 0 for not at all
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	Hold(Duration length, LongSupplier nanoTime) {
		this.length = length;
		this.nanoTime = nanoTime;
	}

	/** Whether something is kept now. */
	boolean isHolding() {
		return this.holding;
	}

	/** Lets everything go that has to: it is not most of what is stored. */
	void release() {
		this.holding = false;
		this.sinceNanos = 0;
	}

	/** Whether most of what is stored must be kept still, though it seems too old. */
	boolean keepsMost() {
		long now = this.nanoTime.getAsLong();
		if (this.sinceNanos == 0) {
			this.sinceNanos = now;
			this.holding = this.length.isPositive();
			if (this.holding) {
				log.warn("More than half of the stored spans seem older than retention.max-age: nothing is removed as"
						+ " too old for {}. Check the clock, which says when spans are received, and the setting",
						this.length);
			}
		}
		this.holding = now - this.sinceNanos < this.length.toNanos();
		return this.holding;
	}

}
