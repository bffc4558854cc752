package io.mahavishnu.otel.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a request is sent again: twice as long each time, up to a
 * maximum, with jitter, so that many senders do not come back at once; and at least as
 * long as the service asks.
 *
 * @param first the wait after the first failure
 * @param most the longest wait that is not asked for by the service
 * @param total how long one request is tried again in all
 */
record BackOff(Duration first, Duration most, Duration total) {

	/** Never again. */
	static final BackOff NONE = upTo(Duration.ZERO);

	/** From half a second to 15 seconds, for the given time in all. */
	static BackOff upTo(Duration total) {
		return new BackOff(Duration.ofMillis(500), Duration.ofSeconds(15), total);
	}

	/**
	 * The wait before the next try.
	 * @param failures how often the request has failed, at least once
	 * @param elapsed the time since it failed first
	 * @param asked what the service asks for
	 * @return the wait, or nothing when it is time to give up
	 */
	Optional<Duration> next(int failures, Duration elapsed, Optional<Duration> asked) {
		long doubled = this.first.toMillis() << Math.min(failures - 1, 20);
		long wait = Math.min(doubled, this.most.toMillis());
		long jittered = wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1);
		Duration delay = asked.filter((each) -> each.toMillis() > jittered).orElse(Duration.ofMillis(jittered));
		Duration left = this.total.minus(elapsed);
		if (!left.isPositive() || asked.isPresent() && asked.get().compareTo(left) > 0) {
			return Optional.empty();
		}
		return Optional.of((delay.compareTo(left) > 0) ? left : delay);
	}

}
