package io.mahavishnu.otel.search;

import java.util.Optional;
import java.util.concurrent.Executors;

import io.mahavishnu.otel.embed.EmbeddingModels;
import io.mahavishnu.otel.filter.FilterParser;
import io.mahavishnu.otel.filter.FilterProperties;
import io.mahavishnu.otel.index.IndexFeeder;
import io.mahavishnu.otel.index.ModelChange;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.index.TraceReader;
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
			EmbeddingModels models, IndexFeeder feeder, ModelChange modelChange, Retention retention,
			SearchProperties properties, IngesterSwitch ingesterSwitch, MeterRegistry meters) {
		return new SearchParts(store, index, reader, texts::of, new EmbeddingQueryModel(models, texts),
				progressOf(feeder, modelChange), retention::figures, properties, ingesterSwitch, meters,
				Executors.newVirtualThreadPerTaskExecutor())
			.assemble();
	}

	@Bean
	RequestParser requestParser(FilterProperties properties) {
		return new RequestParser(new RequestFilters(new FilterParser(properties)));
	}

	private static IndexProgress progressOf(IndexFeeder feeder, ModelChange modelChange) {
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

			@Override
			public Optional<Double> modelChange() {
				return modelChange.isUnderWay() ? Optional.of(modelChange.progress()) : Optional.empty();
			}

		};
	}

}
