package io.mahavishnu.otel.duckdb;

import io.mahavishnu.otel.store.ArchiveFolders;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the stores; whoever uses them is closed before them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ DuckDbProperties.class, ArchiveFolders.class })
class DuckDbConfiguration {

	@Bean(destroyMethod = "close")
	DuckDbEngine duckDbEngine(DuckDbProperties properties, ArchiveFolders folders, MeterRegistry registry) {
		return DuckDbEngine.open(properties, folders, registry);
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
