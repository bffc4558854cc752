package io.mahavishnu.otel.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mahavishnu.otel.problem.TraceProblem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AnswerPagesTest {

	private static final int MAX = 4000;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final AnswerPages pages = new AnswerPages(JSON, MAX);

	@Test
	void anAnswerThatFits_isWhole_andBeginsWithTheNotice() {
		ObjectNode page = this.pages.page(Map.of("id", "x", "list", List.of(1, 2)), List.of("list"), null);
		assertThat(page.propertyNames()).first().isEqualTo("notice");
		assertThat(page.get("list")).hasSize(2);
		assertThat(page.has("next_cursor")).isFalse();
		assertThat(page.has("cut")).isFalse();
	}

	@Property(tries = 200)
	void pages_holdEveryElementOnce_inOrder_withinTheLimit(@ForAll @IntRange(max = 400) int few,
			@ForAll @IntRange(max = 400) int many, @ForAll @Size(max = 20) List<Character> filling) {
		String text = filling.toString();
		Map<String, Object> answer = Map.of("id", "x", "few", elements(few, text), "many", elements(many, text));
		List<Integer> fewSeen = new ArrayList<>();
		List<Integer> manySeen = new ArrayList<>();
		String cursor = null;
		do {
			ObjectNode page = this.pages.page(answer, List.of("few", "many"), cursor);
			assertThat(page.toString().length()).isLessThanOrEqualTo(MAX);
			page.get("few").forEach((element) -> fewSeen.add(element.get("number").asInt()));
			page.get("many").forEach((element) -> manySeen.add(element.get("number").asInt()));
			cursor = page.path("next_cursor").asString(null);
		}
		while (cursor != null);
		assertThat(fewSeen).isEqualTo(IntStream.range(0, few).boxed().toList());
		assertThat(manySeen).isEqualTo(IntStream.range(0, many).boxed().toList());
	}

	@Test
	void anElementThatDoesNotFit_isCut_andSaysSo() {
		Map<String, Object> huge = Map.of("name", "x".repeat(100_000), "path",
				IntStream.range(0, 10_000).boxed().toList());
		ObjectNode page = this.pages.page(Map.of("title", "y".repeat(100_000), "list", List.of(huge, huge)),
				List.of("list"), null);
		assertThat(page.toString().length()).isLessThanOrEqualTo(MAX);
		assertThat(page.get("cut").asBoolean()).isTrue();
		assertThat(page.at("/list/0/cut").asBoolean()).isTrue();
		assertThat(page.at("/list/0/name").asString()).startsWith("xxx").contains("more]");
	}

	@Test
	void anObjectThatDoesNotFit_isGivenAsPiecesOfItsJson() {
		Map<String, Object> span = Map.of("name", "a\"b\\c\n😀".repeat(3000));
		StringBuilder joined = new StringBuilder();
		String cursor = null;
		do {
			ObjectNode page = this.pages.part("span", span, cursor);
			assertThat(page.toString().length()).isLessThanOrEqualTo(MAX);
			joined.append(page.get("span_json").asString());
			cursor = page.path("next_cursor").asString(null);
		}
		while (cursor != null);
		JsonNode whole = JSON.readTree(joined.toString());
		assertThat(whole).isEqualTo(JSON.valueToTree(span));
		assertThat(this.pages.part("span", Map.of("name", "small"), null).at("/span/name").asString())
			.isEqualTo("small");
	}

	@ParameterizedTest
	@ValueSource(strings = { "12", "list=-1", "list=1;drop", "list=99999999999", "=1", "list=1,list" })
	void whatIsNoCursor_isRefused(String cursor) {
		assertThatExceptionOfType(TraceProblem.class)
			.isThrownBy(() -> this.pages.page(Map.of("list", List.of(1)), List.of("list"), cursor))
			.withMessageContaining("next_cursor");
	}

	private static List<Map<String, Object>> elements(int count, String text) {
		return IntStream.range(0, count)
			.<Map<String, Object>>mapToObj((i) -> Map.of("number", i, "text", text))
			.toList();
	}

}
