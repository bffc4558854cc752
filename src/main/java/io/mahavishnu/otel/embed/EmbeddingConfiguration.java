package io.mahavishnu.otel.embed;

import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the embedding model and what stands in front of it. */
@Configuration(proxyBeanMethods = false)
class EmbeddingConfiguration {

	@Bean(destroyMethod = "close")
	OnnxEmbeddingModel embeddingModel(EmbeddingProperties properties, MeterRegistry meters) {
		return OnnxEmbeddingModel.open(properties, meters);
	}

	@Bean
	PassageEmbedder passageEmbedder(OnnxEmbeddingModel model, VectorStore store, EmbeddingProperties properties,
			MeterRegistry meters) {
		return new PassageEmbedder(model, store, properties, meters);
	}

	@Bean
	EmbeddingModels embeddingModels(PassageEmbedder configured, VectorStore store, EmbeddingProperties properties,
			MeterRegistry meters) {
		return new EmbeddingModels(configured, store, properties, meters);
	}

	/** Shown as {@code model}. */
	@Bean
	EmbeddingHealthIndicator modelHealthIndicator(PassageEmbedder embedder) {
		return new EmbeddingHealthIndicator(embedder);
	}

}
