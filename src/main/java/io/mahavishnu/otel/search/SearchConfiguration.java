package io.mahavishnu.otel.search;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

import io.mahavishnu.otel.embed.CacheFigures;
import io.mahavishnu.otel.embed.PassageEmbedder;
import io.mahavishnu.otel.index.IndexFeeder;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.retention.Retention;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.store.TraceStore;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the search service. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

	@Bean
	SearchService searchService(TraceStore store, TraceIndex index, TraceReader reader, TraceTexts texts,
			PassageEmbedder embedder, IndexFeeder feeder, Retention retention, SearchProperties properties,
			IngesterSwitch ingesterSwitch, MeterRegistry meters) {
		return new SearchParts(store, index, reader, texts::of, modelOf(embedder, texts), progressOf(feeder),
				retention::figures, properties, ingesterSwitch, meters, Executors.newVirtualThreadPerTaskExecutor())
			.assemble();
	}

	private static QueryModel modelOf(PassageEmbedder embedder, TraceTexts texts) {
		return new QueryModel() {

			@Override
			public boolean isReady() {
				return embedder.isReady();
			}

			@Override
			public Optional<String> failure() {
				return embedder.failure();
			}

			@Override
			public String id() {
				return embedder.modelId();
			}

			@Override
			public int dimension() {
				return embedder.dimension();
			}

			@Override
			public CacheFigures cacheFigures() {
				return embedder.cacheFigures();
			}

			@Override
			public float[] embed(String query) {
				String passage = texts.asPassage(query);
				return embedder.embedQuery(passage.isBlank() ? query : passage);
			}

			@Override
			public Map<PassageId, float[]> vectors(Collection<Passage> passages) {
				return embedder.vectors(passages);
			}

		};
	}

	private static IndexProgress progressOf(IndexFeeder feeder) {
		return new IndexProgress() {

			@Override
			public long lagChanges() {
				return feeder.lagChanges();
			}

			@Override
			public boolean isCatchingUp() {
				return feeder.isCatchingUp();
			}

			@Override
			public double progress() {
				return feeder.progress();
			}

		};
	}

}
