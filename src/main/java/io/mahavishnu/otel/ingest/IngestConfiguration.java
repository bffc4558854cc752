package io.mahavishnu.otel.ingest;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import io.mahavishnu.otel.index.IndexFeeder;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.store.TraceStore;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the ingestion service. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

	@Bean
	IngestService ingestService(TraceStore store, TraceReader reader, IndexFeeder feeder, IngestProperties properties,
			IngesterSwitch ingesterSwitch, MeterRegistry meters) {
		SpanIntake intake = new SpanIntake(store, reader, properties, InstantSource.system(), meters);
		Executor virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
		return new IngestService(intake, reader, feeder, properties, ingesterSwitch, virtualThreads);
	}

}
