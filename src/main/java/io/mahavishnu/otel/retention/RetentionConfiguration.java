package io.mahavishnu.otel.retention;

import java.time.InstantSource;

import io.mahavishnu.otel.index.IndexFeeder;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.store.TraceStore;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the retention and its thread. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

	@Bean
	Retention retention(TraceStore store, StoreFiles files, TraceIndex index, IndexFeeder feeder,
			RetentionProperties properties, MeterRegistry meters) {
		return new Retention(store, files, index, feeder::wakeUp, properties, InstantSource.system(), System::nanoTime,
				meters);
	}

	@Bean
	RetentionThread retentionThread(Retention retention, StoreFiles files, RetentionProperties properties) {
		return new RetentionThread(retention, files, properties.interval());
	}

}
