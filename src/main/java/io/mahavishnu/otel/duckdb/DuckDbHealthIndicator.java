package io.mahavishnu.otel.duckdb;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows the state of the store: {@code DOWN} when it cannot be used, {@code DEGRADED}
 * when acknowledged changes were missing at its start.
 */
final class DuckDbHealthIndicator implements HealthIndicator {

	private static final String DEGRADED = "DEGRADED";

	private final DuckDbEngine engine;

	DuckDbHealthIndicator(DuckDbEngine engine) {
		this.engine = engine;
	}

	@Override
	public Health health() {
		StoreHealth state = this.engine.health();
		StoreHealth.Shortfall shortfall = state.shortfall();
		Health.Builder health = state.isOpen() ? Health.up() : Health.down();
		if (shortfall != null) {
			health = state.isOpen() ? health.status(DEGRADED) : health;
			health.withDetail("acknowledged", shortfall.acknowledged()).withDetail("stored", shortfall.stored());
		}
		String fault = state.fault();
		if (fault != null) {
			health.withDetail("fault", fault);
		}
		return health.withDetail("location", state.location()).build();
	}

}
