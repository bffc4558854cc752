package io.mahavishnu.otel.search;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SearchPropertiesTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Bound.class);

	@Test
	void defaults_areRightForANewcomer() {
		this.runner.run((context) -> assertThat(context.getBean(SearchProperties.class)).isEqualTo(
				new SearchProperties(0.7f, new SearchProperties.Search(1000, 10_000, 4000, 50, 12, 100, 0.4, 3, 300))));
	}

	@Test
	void values_areBound() {
		this.runner
			.withPropertyValues("mahavishnu.otel-ingester.similarity-threshold=-1",
					"mahavishnu.otel-ingester.search.word-weight=0.5", "mahavishnu.otel-ingester.search.limit-max=50")
			.run((context) -> {
				SearchProperties properties = context.getBean(SearchProperties.class);
				assertThat(properties.similarityThreshold()).isEqualTo(-1);
				assertThat(properties.search().wordWeight()).isEqualTo(0.5);
				assertThat(properties.search().limitMax()).isEqualTo(50);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "similarity-threshold=1.1", "similarity-threshold=-1.5", "similarity-threshold=high",
			"search.limit-max=0", "search.depth-max=0", "search.candidates=1", "search.candidate-shapes=9",
			"search.ordered-max=9", "search.word-weight=-1", "search.query-length-max=1000000" })
	void badValues_stopTheStart(String setting) {
		this.runner.withPropertyValues("mahavishnu.otel-ingester." + setting)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SearchProperties.class)
	static class Bound {

	}

}
