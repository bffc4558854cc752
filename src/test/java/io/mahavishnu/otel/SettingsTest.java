package io.mahavishnu.otel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.duckdb.DuckDbProperties;
import io.mahavishnu.otel.embed.EmbeddingProperties;
import io.mahavishnu.otel.search.SearchProperties;
import io.mahavishnu.otel.store.IngesterSwitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings as an operator meets them: the environment names of the Python ingester,
 * and what a wrong value does.
 */
class SettingsTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "HOT_STORE_PATH, elsewhere.duckdb", "EMBEDDING_MODEL, all-MiniLM-L6-v2-fp32", "CACHE_SIZE, 77",
			"SIMILARITY_THRESHOLD, 0.25", "ENABLED, false" })
	void aSetting_isTakenFromTheEnvironmentInThePythonSpelling(String name, String value) {
		try (ConfigurableApplicationContext context = contextWith("MAHAVISHNU_OTEL_INGESTER_" + name, value)) {
			assertThat(List.of(context.getBean(IngesterSwitch.class).toString(),
					context.getBean(DuckDbProperties.class).toString(),
					context.getBean(EmbeddingProperties.class).toString(),
					context.getBean(SearchProperties.class).toString()))
				.anyMatch((bound) -> bound.contains("=" + value));
		}
	}

	@ParameterizedTest
	@CsvSource({ "cache-size, -1", "cache-size, many", "similarity-threshold, 1.1", "search.limit-max, 0",
			"ingest.wait-max, soon" })
	void aBadValue_stopsTheStartWithOneLineThatNamesIt(String setting, String value) {
		try (ServiceProcess service = ServiceProcess.launch(this.folder, Map.of(),
				"--mahavishnu.otel-ingester." + setting + "=" + value)) {
			assertThat(service.waitForEnd(Duration.ofSeconds(60))).isNotZero();
			assertThat(service.log().lines())
				.anyMatch((line) -> line.contains("mahavishnu.otel-ingester." + setting) && line.contains(value));
		}
	}

	@Test
	void aDisabledIngester_startsAndRefusesIngestAndSearch() {
		try (ServiceProcess service = ServiceProcess.start(this.folder, "--mahavishnu.otel-ingester.enabled=false")) {
			ServiceClient client = service.client();
			for (ServiceClient.Answer answer : List.of(client.post("/api/traces", SampleTraces.checkout("x")),
					client.search("x", ""), client.get("/api/traces/x"))) {
				assertThat(answer.status()).isEqualTo(503);
				assertThat(answer.body().get("type").asString()).isEqualTo("/problems/ingester-disabled");
			}
			assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
	}

	/** A context that binds the settings as the service does, and makes nothing else. */
	private static ConfigurableApplicationContext contextWith(String name, String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
		return new SpringApplicationBuilder(Settings.class).environment(environment).web(WebApplicationType.NONE).run();
	}

	@EnableConfigurationProperties({ IngesterSwitch.class, DuckDbProperties.class, EmbeddingProperties.class,
			SearchProperties.class })
	static class Settings {

	}

}
