package io.mahavishnu.otel.receive;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How many requests are taken, over all ways in together: so many at a time and, where
 * that is set, so many a second. What is counted a second is a token bucket that holds
 * the tokens of one second, so that a pause lets a burst through. Thread-safe.
 */
@Component
final class RequestGate {

	private final int most;

	private final long perSecond;

	private final Semaphore places;

	private final @Nullable Bucket tokens;

	private final Counter tooMany;

	private final Counter tooFast;

	@Autowired
	RequestGate(ReceiveProperties properties, MeterRegistry registry) {
		this(properties, registry, TimeMeter.SYSTEM_NANOTIME);
	}

	RequestGate(ReceiveProperties properties, MeterRegistry registry, TimeMeter clock) {
		this.most = properties.concurrentRequestsMax();
		this.perSecond = properties.requestsPerSecondMax();
		this.places = new Semaphore(this.most);
		this.tokens = (this.perSecond > 0) ? Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.perSecond).refillGreedy(this.perSecond, Duration.ofSeconds(1)))
			.withCustomTimePrecision(clock)
			.build() : null;
		this.tooMany = refused(registry, "concurrent");
		this.tooFast = refused(registry, "rate");
		Gauge.builder("mahavishnu.receive.requests.active", this, (gate) -> gate.most - gate.places.availablePermits())
			.description("Requests that are being answered")
			.register(registry);
	}

	/**
	 * Lets a request in; its place MUST be closed.
	 * @throws TraceProblem {@code OVERLOADED} when too many are inside,
	 * {@code RATE_LIMITED} when too many came within a second
	 */
	Place enter() {
		if (!this.places.tryAcquire()) {
			this.tooMany.increment();
			throw new TraceProblem(ProblemType.OVERLOADED,
					this.most + " requests are being answered; send again later, " + "or raise "
							+ ReceiveProperties.PREFIX + "concurrent-requests-max");
		}
		if (this.tokens != null && !this.tokens.tryConsume(1)) {
			this.places.release();
			this.tooFast.increment();
			throw new TraceProblem(ProblemType.RATE_LIMITED, "more than " + this.perSecond + " requests a second; send "
					+ "again later, or raise " + ReceiveProperties.PREFIX + "requests-per-second-max");
		}
		return new Place();
	}

	private static Counter refused(MeterRegistry registry, String limit) {
		return Counter.builder("mahavishnu.receive.turned.away")
			.description("Requests that were refused before anything of them was read")
			.tag("limit", limit)
			.register(registry);
	}

	/** What one request holds. Closed by any thread, once or more. */
	final class Place implements AutoCloseable {

		private final AtomicBoolean closed = new AtomicBoolean();

		private Place() {
		}

		@Override
		public void close() {
			if (this.closed.compareAndSet(false, true)) {
				RequestGate.this.places.release();
			}
		}

	}

}
