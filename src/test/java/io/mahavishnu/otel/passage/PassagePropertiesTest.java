package io.mahavishnu.otel.passage;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class PassagePropertiesTest {

	private static final String PREFIX = "mahavishnu.otel-ingester.passage";

	@Test
	void bind_givesTheDefaults_whenNothingIsSet() {
		assertThat(bind(Map.of())).isEqualTo(PassageProperties.defaults());
	}

	@Test
	void bind_takesEverySetting() {
		PassageProperties bound = bind(Map.of(PREFIX + ".word-pieces-max", "64", PREFIX + ".passages-per-span-max", "3",
				PREFIX + ".passages-per-trace-max", "4", PREFIX + ".characters-per-span-max", "5000",
				PREFIX + ".words-per-trace-max", "6000", PREFIX + ".additional-attributes", "app.note,app.tier"));

		assertThat(bound).isEqualTo(new PassageProperties(64, 3, 4, 5_000, 6_000, List.of("app.note", "app.tier")));
	}

	private static PassageProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(PREFIX, PassageProperties.class);
	}

}
