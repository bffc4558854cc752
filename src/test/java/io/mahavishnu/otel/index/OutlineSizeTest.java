package io.mahavishnu.otel.index;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutlineSizeTest {

	@Test
	void cut_keepsWholeCharactersUpToTheSize() {
		assertThat(OutlineSize.cut("größe", 8)).isEqualTo("größe");
		assertThat(OutlineSize.cut("größe", 7)).isEqualTo("größe");
		assertThat(OutlineSize.cut("größe", 5)).isEqualTo("grö");
		assertThat(OutlineSize.cut("🙂🙂", 7)).isEqualTo("🙂");
		assertThat(OutlineSize.cut("検索".repeat(5000), 8192).getBytes(StandardCharsets.UTF_8)).hasSize(8190);
	}

	@Test
	void cut_leavesOutAttributesThatDoNotFit() {
		Map<String, AttributeValue> values = new LinkedHashMap<>();
		values.put("a", new AttributeValue.StringValue("1"));
		values.put("long", new AttributeValue.StringValue("x".repeat(100)));
		values.put("b", new AttributeValue.LongValue(2));
		Attributes attributes = Attributes.of(values);
		assertThat(OutlineSize.cut(attributes, 50).values().keySet()).containsExactly("a", "b");
		assertThat(OutlineSize.cut(attributes, 200)).isSameAs(attributes);
	}

}
