package io.mahavishnu.otel.duckdb;

import java.time.Duration;

import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Makes the stores; whoever uses them is closed before them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ DuckDbProperties.class, ArchiveFolders.class })
class DuckDbConfiguration {

	/** Retention deletes in the oldest stretch again and again. */
	private static final Duration FIGURES_QUIET = Duration.ofMinutes(10);

	/**
	 * Retention by size must see what it gains, or it would remove more and more: with it
	 * row groups are merged.
	 */
	@Bean(destroyMethod = "close")
	DuckDbEngine duckDbEngine(DuckDbProperties properties, ArchiveFolders folders, MeterRegistry registry,
			Environment environment) {
		boolean retentionBySize = Binder.get(environment)
			.bind("mahavishnu.otel-ingester.retention.max-disk", DataSize.class)
			.orElse(DataSize.ofBytes(0))
			.toBytes() > 0;
		DuckDbProperties.Store store = retentionBySize ? properties.store().mergingRowGroups() : properties.store();
		return DuckDbEngine.open(new DuckDbProperties(properties.hotStorePath(), store), folders, registry);
	}

	@Bean
	FigureThread figureThread(DuckDbEngine engine, DuckDbProperties properties) {
		return new FigureThread(new FigureKeeper(engine, properties.store().figuresSpans(), FIGURES_QUIET));
	}

	@Bean
	TraceStore traceStore(DuckDbEngine engine) {
		return new DuckDbTraceStore(engine);
	}

	@Bean
	VectorStore vectorStore(DuckDbEngine engine) {
		return new DuckDbVectorStore(engine);
	}

	@Bean
	StoreFiles storeFiles(DuckDbEngine engine) {
		return new DuckDbStoreFiles(engine);
	}

	@Bean
	HealthIndicator store(DuckDbEngine engine) {
		return new DuckDbHealthIndicator(engine);
	}

}
