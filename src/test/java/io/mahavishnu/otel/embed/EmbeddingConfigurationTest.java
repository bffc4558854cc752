package io.mahavishnu.otel.embed;

import java.time.Duration;

import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddingConfigurationTest {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(VectorStore.class, InMemoryVectorStore::new)
		.withUserConfiguration(Settings.class, EmbeddingConfiguration.class);

	@Test
	void settings_haveDefaults() {
		this.application.run((context) -> assertThat(context.getBean(EmbeddingProperties.class))
			.isEqualTo(new EmbeddingProperties("all-MiniLM-L6-v2", 1000, new EmbeddingProperties.Runs(0, 8, 256, 1000,
					1000, Duration.ofSeconds(30), Pooling.MEAN, "", ""))));
	}

	@Test
	void settings_areBound() {
		String prefix = "mahavishnu.otel-ingester.";
		this.application
			.withPropertyValues(prefix + "embedding-model=./models/mine", prefix + "cache-size=0",
					prefix + "embedding.threads=3", prefix + "embedding.batch-texts-max=4",
					prefix + "embedding.chunk-texts-max=5", prefix + "embedding.queue-max=6",
					prefix + "embedding.query-cache-size=7", prefix + "embedding.model-retry=8s",
					prefix + "embedding.pooling=cls", prefix + "embedding.query-prefix=query:",
					prefix + "embedding.passage-prefix=passage:")
			.run((context) -> assertThat(context.getBean(EmbeddingProperties.class))
				.isEqualTo(new EmbeddingProperties("./models/mine", 0, new EmbeddingProperties.Runs(3, 4, 5, 6, 7,
						Duration.ofSeconds(8), Pooling.CLS, "query:", "passage:"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cache-size=-1", "cache-size=10000001", "embedding-model=", "embedding.threads=-1",
			"embedding.threads=257", "embedding.batch-texts-max=0", "embedding.chunk-texts-max=0",
			"embedding.queue-max=0", "embedding.query-cache-size=-1", "embedding.model-retry=0s",
			"embedding.pooling=max" })
	void settings_outOfBounds_stopTheStart(String setting) {
		this.application.withPropertyValues("mahavishnu.otel-ingester." + setting)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void start_doesNotNeedTheModel_butAModelsName() {
		this.application.withPropertyValues("mahavishnu.otel-ingester.embedding-model=./none-such")
			.run((context) -> assertThat(context).hasNotFailed());
		this.application.withPropertyValues("mahavishnu.otel-ingester.embedding-model=none-such")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class));
	}

	@Test
	void beans_areTheModelItsFrontAndItsHealth() {
		this.application.run((context) -> {
			assertThat(context).hasSingleBean(EmbeddingModel.class).hasSingleBean(PassageEmbedder.class);
			// As Boot does once an application is ready; this test has none.
			context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0],
					context.getSourceApplicationContext(ConfigurableApplicationContext.class), Duration.ZERO));
			assertThat(context.getBean(PassageEmbedder.class).dimension()).isEqualTo(384);
			assertThat(context.getBean("modelHealthIndicator", EmbeddingHealthIndicator.class).health().getDetails())
				.containsEntry("name", "all-MiniLM-L6-v2")
				.containsEntry("dimension", 384);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(EmbeddingProperties.class)
	static class Settings {

	}

}
