package io.mahavishnu.otel.index;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the index answers for everything that is stored: UP, or DEGRADED while it is
 * being made again or the feeder is not running or fails; search then answers from what
 * is indexed, and reading by id is not concerned.
 */
final class IndexHealthIndicator extends AbstractHealthIndicator {

	private static final Status DEGRADED = new Status("DEGRADED", "search answers from a part of what is stored");

	private final IndexFeeder feeder;

	IndexHealthIndicator(IndexFeeder feeder) {
		super("the index cannot be asked how it is");
		this.feeder = feeder;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean complete = this.feeder.isRunning() && !this.feeder.isCatchingUp() && this.feeder.failure().isEmpty();
		builder.status(complete ? Status.UP : DEGRADED)
			.withDetail("feeder", this.feeder.isRunning() ? "running" : "stopped")
			.withDetail("rebuilding", this.feeder.isCatchingUp())
			.withDetail("progress", Math.round(this.feeder.progress() * 1000) / 1000.0)
			.withDetail("lag_changes", this.feeder.lagChanges());
		this.feeder.failure().ifPresent((failure) -> builder.withDetail("failure", failure));
	}

}
