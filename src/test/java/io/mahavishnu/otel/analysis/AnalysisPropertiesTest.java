package io.mahavishnu.otel.analysis;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class AnalysisPropertiesTest {

	private static final String PREFIX = "mahavishnu.otel-ingester.analysis";

	@Test
	void bind_givesTheDefaults_whenNothingIsSet() {
		assertThat(bind(Map.of())).isEqualTo(new AnalysisProperties(100));
	}

	@Test
	void bind_takesEverySetting() {
		assertThat(bind(Map.of(PREFIX + ".failures-listed-max", "7"))).isEqualTo(new AnalysisProperties(7));
	}

	private static AnalysisProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(PREFIX, AnalysisProperties.class);
	}

}
