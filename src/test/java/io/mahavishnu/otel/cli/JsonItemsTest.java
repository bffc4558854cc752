package io.mahavishnu.otel.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonItemsTest {

	@Test
	void next_givesEachTrace_whateverHoldsThem() throws IOException {
		List<String> both = List.of("TRACE {\"trace_id\":\"a\"}", "TRACE {\"trace_id\":\"b\"}");
		assertThat(items("{\"trace_id\":\"a\"}\n{\"trace_id\":\"b\"}\n")).isEqualTo(both);
		assertThat(items("{\"trace_id\":\"a\"}{\"trace_id\" : \"b\"}")).isEqualTo(both);
		assertThat(items("[{\"trace_id\":\"a\"},\n {\n \"trace_id\": \"b\"\n}\n]")).isEqualTo(both);
		assertThat(items("{\"x\":[1],\"traces\":[{\"trace_id\":\"a\"},{\"trace_id\":\"b\"}],\"y\":{\"traces\":[]}}"))
			.isEqualTo(both);
	}

	@Test
	void next_givesEachResourceOfOtlp_oneObjectOrMany() throws IOException {
		String resource = "{\"resource\":{},\"scopeSpans\":[{\"spans\":[{\"attributes\":[{\"a\":{}}]},{\"name\":\"b\"}]}]}";
		List<String> two = List.of("RESOURCE_SPANS_JSON 2 " + resource, "RESOURCE_SPANS_JSON 2 " + resource);
		assertThat(items("{\"resourceSpans\":[" + resource + "," + resource + "]}")).isEqualTo(two);
		assertThat(items("{\"resourceSpans\":[" + resource + "]}\n{\"resourceSpans\": [" + resource + "]}\n"))
			.isEqualTo(two);
		assertThat(items("[{\"resourceSpans\":[" + resource + "]},{\"resourceSpans\":[" + resource + "]}]"))
			.isEqualTo(two);
		assertThat(items("{\"resourceSpans\":[]}")).isEmpty();
	}

	@Test
	void next_changesNothingButWhiteSpaceBetweenTokens() throws IOException {
		assertThat(items("{ \"trace_id\" : \"a \\\" \\\\ b\" ,\n \"n\": 1.2300000000000000000001e-5, \"t\" :true }"))
			.containsExactly("TRACE {\"trace_id\":\"a \\\" \\\\ b\",\"n\":1.2300000000000000000001e-5,\"t\":true}");
	}

	@Test
	void next_doesNotTakeTheFieldOfATraceForAWrapper() throws IOException {
		assertThat(items("{\"trace_id\":\"a\",\"traces\":[{}]}"))
			.containsExactly("TRACE {\"trace_id\":\"a\",\"traces\":[{}]}");
		assertThat(items("{\"spans\":[{\"traces\":[{}]}]}")).containsExactly("TRACE {\"spans\":[{\"traces\":[{}]}]}");
	}

	@Test
	void next_goesOnAtTheNextLine_whereOneIsBroken() throws IOException {
		List<String> rest = List.of("TRACE {\"trace_id\":\"b\"}");
		for (String broken : List.of("{\"trace_id\":\"a", "{\"trace_id\":\"a\"", "{\"trace_id\":\"a\",", "{\"n\":1",
				"{\"a\":1 2}", "{\"a\":{]}", "INFO starting", "\"text\"", "{\"a\" \"b\"}", "{{}}")) {
			List<String> items = items(broken + "\n{\"trace_id\":\"b\"}\n");
			assertThat(items).as(broken).hasSize(2).endsWith(rest.toArray(String[]::new));
			assertThat(items.getFirst()).as(broken).startsWith("FAULT");
		}
	}

	@Test
	void next_countsABrokenDocumentOnce() throws IOException {
		assertThat(items("[\n  {\n    \"trace_id\": \"a\"\n    \"spans\": [\n      {\n      }\n    ]\n  }\n]\n"))
			.hasSize(1)
			.allMatch((each) -> each.startsWith("FAULT it is not JSON: unexpected '\"' in line 4"));
	}

	@Test
	void next_saysWhatTheEndCutOff() throws IOException {
		for (String cut : List.of("{\"trace_id\":\"a\"", "{\"trace_id\":\"a", "[{\"trace_id\":\"a\"}",
				"{\"resourceSpans\":[", "{\"traces\":[],\"x\":")) {
			assertThat(items(cut)).as(cut).last().asString().contains("FAULT the file ends in the middle of it");
		}
	}

	@Test
	void next_skipsAnItemThatIsTooLarge_andReadsTheNext() throws IOException {
		String large = "{\"trace_id\":\"" + "x".repeat(300_000) + "\"}";
		assertThat(items(large + "\n{\"trace_id\":\"b\"}", 200_000))
			.containsExactly("FAULT it is larger than --trace-max allows", "TRACE {\"trace_id\":\"b\"}");
	}

	@Test
	void next_stopsAtNestingThatNoTraceHas() throws IOException {
		assertThat(items("[".repeat(2) + "{\"a\":" + "[".repeat(100_000))).allMatch((each) -> each.startsWith("FAULT"));
		assertThat(items("{\"a\":" + "[".repeat(100_000))).hasSize(1);
	}

	@Property
	void next_endsAndThrowsNothing_whateverItReads(@ForAll @StringLength(max = 60) String text) throws IOException {
		assertThat(items(text).size()).isLessThanOrEqualTo(text.length() + 1);
	}

	@Property
	void next_endsAndThrowsNothing_whateverBracketsItReads(@ForAll @net.jqwik.api.constraints.Chars({ '{', '}', '[',
			']', '"', ',', ':', '\\', '\n', ' ', '1', 'a' }) @StringLength(max = 40) String text) throws IOException {
		assertThat(items(text).size()).isLessThanOrEqualTo(text.length() + 1);
	}

	private static List<String> items(String text) throws IOException {
		return items(text, 1 << 20);
	}

	private static List<String> items(String text, int itemBytesMax) throws IOException {
		JsonItems items = new JsonItems(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), itemBytesMax);
		List<String> all = new ArrayList<>();
		while (items.next()) {
			String content = new String(items.content().array(), 0, items.content().length(), StandardCharsets.UTF_8);
			String spans = (items.kind() == ItemKind.TRACE) ? "" : items.spans() + " ";
			all.add(items.fault().isEmpty() ? items.kind() + " " + spans + content : "FAULT " + items.fault());
		}
		return all;
	}

}
