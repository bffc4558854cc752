package io.mahavishnu.otel.duckdb;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The present as this package stores it. */
final class EpochNanos {

	private EpochNanos() {
	}

	/** Nanoseconds since 1970 UTC. */
	static long now() {
		Instant now = Instant.now();
		return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
	}

}
