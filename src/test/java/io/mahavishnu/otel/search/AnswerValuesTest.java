package io.mahavishnu.otel.search;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerValuesTest {

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 0.000001", "1500000, 1.5", "10000000, 10", "100000000000000000, 100000000000",
			"12345678, 12.345678" })
	void millis_hasAsManyDigitsAsItNeeds(long nanos, String millis) {
		assertThat(AnswerValues.millis(nanos)).hasToString(millis);
	}

	@Test
	void cut_keepsWholeCharactersUpToTheSize() {
		assertThat(AnswerValues.cut("größe", 8)).isEqualTo("größe");
		assertThat(AnswerValues.cut("größe", 7)).isEqualTo("größe");
		assertThat(AnswerValues.cut("größe", 5)).isEqualTo("grö");
		assertThat(AnswerValues.cut("🙂🙂", 7)).isEqualTo("🙂");
		assertThat(AnswerValues.cut("検索".repeat(5000), 8192).getBytes(StandardCharsets.UTF_8)).hasSize(8190);
	}

	@Test
	void cut_leavesOutAttributesThatDoNotFit() {
		Map<String, AttributeValue> values = new LinkedHashMap<>();
		values.put("a", new AttributeValue.StringValue("1"));
		values.put("long", new AttributeValue.StringValue("x".repeat(100)));
		values.put("b", new AttributeValue.LongValue(2));
		Attributes attributes = Attributes.of(values);
		assertThat(AnswerValues.cut(attributes, 50).values().keySet()).containsExactly("a", "b");
		assertThat(AnswerValues.cut(attributes, 200)).isSameAs(attributes);
	}

}
