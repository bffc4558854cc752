package io.mahavishnu.otel.embed;

import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** Makes the embedding model and what stands in front of it. */
@Configuration(proxyBeanMethods = false)
class EmbeddingConfiguration {

	@Bean(destroyMethod = "close")
	OnnxEmbeddingModel embeddingModel(EmbeddingProperties properties, MeterRegistry meters) {
		return OnnxEmbeddingModel.of(properties, meters);
	}

	/**
	 * Loads the model once traces can be taken: a start does not share its processors
	 * with it.
	 */
	@Bean
	ApplicationListener<ApplicationReadyEvent> modelLoading(OnnxEmbeddingModel model) {
		return (ready) -> model.load();
	}

	/** While the process ends, native libraries cannot be loaded: that is no failure. */
	@Bean
	ApplicationListener<ContextClosedEvent> modelLoadingEnd(OnnxEmbeddingModel model) {
		return (closed) -> model.giveUpLoading();
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
