package io.mahavishnu.otel.lucene;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the index. */
@Configuration(proxyBeanMethods = false)
class LuceneConfiguration {

	@Bean(destroyMethod = "close")
	LuceneTraceIndex traceIndex(LuceneProperties properties) {
		return LuceneTraceIndex.open(properties);
	}

}
