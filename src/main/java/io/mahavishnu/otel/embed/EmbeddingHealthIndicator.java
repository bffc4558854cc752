package io.mahavishnu.otel.embed;

import java.util.Optional;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the model is loaded. Without it the service is degraded, not down: traces are
 * taken and found by id and by words.
 */
final class EmbeddingHealthIndicator implements HealthIndicator {

	static final Status DEGRADED = new Status("DEGRADED");

	private final PassageEmbedder embedder;

	EmbeddingHealthIndicator(PassageEmbedder embedder) {
		this.embedder = embedder;
	}

	@Override
	public Health health() {
		Optional<String> failure = this.embedder.failure();
		Health.Builder health = new Health.Builder().withDetail("name", this.embedder.modelName());
		if (failure.isPresent()) {
			return health.status(DEGRADED).withDetail("failure", failure.get()).build();
		}
		return health.up()
			.withDetail("model_id", this.embedder.modelId())
			.withDetail("dimension", this.embedder.dimension())
			.build();
	}

}
