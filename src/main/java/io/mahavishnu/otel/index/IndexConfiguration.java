package io.mahavishnu.otel.index;

import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mahavishnu.otel.embed.EmbeddingModels;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.VectorStore;
import io.mahavishnu.otel.trace.SystemNaming;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Makes what keeps the index up to date and what reads traces by it. */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

	@Bean
	SystemNaming systemNaming(SystemNamingProperties properties) {
		return properties.mapAgentSystems() ? SystemNaming.AGENT_FAMILIES : SystemNaming.AS_SENT;
	}

	@Bean
	PendingTraces pendingTraces(TraceIndex index, FeederProperties properties) {
		return new PendingTraces(index.watermark(), properties, Ticker.systemTicker(), InstantSource.system());
	}

	@Bean
	TraceReader traceReader(TraceStore store, TraceIndex index, PendingTraces pending, SystemNaming naming) {
		return new TraceReader(store, index, pending, naming);
	}

	@Bean
	IndexFeeder indexFeeder(TraceStore store, VectorStore vectors, TraceIndex index, TraceTexts texts,
			EmbeddingModels models, ModelChange modelChange, PendingTraces pending, SystemNaming naming,
			FeederProperties properties, @Value("${mahavishnu.otel-ingester.retention.max-disk:0}") DataSize maxDisk,
			MeterRegistry meters) {
		// What is merged lies on the disk twice, which max-disk does not count.
		FeederProperties settings = (maxDisk.toBytes() == 0) ? properties : properties.withoutTidying();
		TraceIndexer indexer = new TraceIndexer(store, vectors, index, texts, models, naming, settings);
		return new IndexFeeder(store, index, indexer, models, modelChange, pending, settings, meters);
	}

	@Bean
	ModelChange modelChange(TraceIndex index, EmbeddingModels models, MeterRegistry meters) {
		ModelChange change = new ModelChange(index, models);
		Gauge.builder("mahavishnu.index.model.progress", change, ModelChange::progress)
			.description("Share of the passages that have a vector of the configured embedding model")
			.register(meters);
		return change;
	}

	@Bean("index")
	IndexHealthIndicator indexHealthIndicator(IndexFeeder feeder, ModelChange modelChange) {
		return new IndexHealthIndicator(feeder, modelChange);
	}

}
