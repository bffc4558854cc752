package io.mahavishnu.otel.index;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the index answers for everything that is stored: UP, or DEGRADED while it is
 * being made again, the feeder is not running or fails, or vectors of a new model are
 * made while the one before cannot be loaded; search then answers from what is indexed,
 * and reading by id is not concerned.
 */
final class IndexHealthIndicator extends AbstractHealthIndicator {

	private static final Status DEGRADED = new Status("DEGRADED", "search answers from a part of what is stored");

	private final IndexFeeder feeder;

	private final ModelChange modelChange;

	IndexHealthIndicator(IndexFeeder feeder, ModelChange modelChange) {
		super("the index cannot be asked how it is");
		this.feeder = feeder;
		this.modelChange = modelChange;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean complete = this.feeder.isRunning() && !this.feeder.isCatchingUp() && this.feeder.failure().isEmpty()
				&& (!this.modelChange.isUnderWay() || this.modelChange.isSearchable());
		builder.status(complete ? Status.UP : DEGRADED)
			.withDetail("feeder", this.feeder.isRunning() ? "running" : "stopped")
			.withDetail("rebuilding", this.feeder.isCatchingUp())
			.withDetail("progress", rounded(this.feeder.progress()))
			.withDetail("lag_changes", this.feeder.lagChanges());
		if (this.modelChange.isUnderWay()) {
			builder.withDetail("model_change_progress", rounded(this.modelChange.progress()))
				.withDetail("model_change_searchable", this.modelChange.isSearchable());
		}
		this.feeder.failure().ifPresent((failure) -> builder.withDetail("failure", failure));
	}

	private static double rounded(double share) {
		return Math.round(share * 1000) / 1000.0;
	}

}
