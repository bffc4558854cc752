package io.mahavishnu.otel.search;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SearchExamplesTest {

	static Stream<String> examples() throws IllegalAccessException {
		Stream.Builder<String> examples = Stream.builder();
		for (Field field : SearchExamples.class.getDeclaredFields()) {
			boolean whole = !Modifier.isPrivate(field.getModifiers()) && field.get(null) instanceof String;
			String value = whole ? (String) field.get(null) : "";
			if (value.startsWith("{\"")) {
				examples.add(value);
			}
		}
		return examples.build();
	}

	@ParameterizedTest
	@MethodSource
	void examples(String example) {
		JsonNode node = JsonMapper.shared().readTree(example);
		assertThat(node.isObject()).isTrue();
		assertThat(node.size()).isPositive();
	}

}
