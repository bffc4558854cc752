package io.mahavishnu.otel.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mahavishnu.otel.ServiceClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The endpoint for agents over HTTP, as the protocol's Java client meets it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class McpServerTest {

	private static final int CHARACTERS_MAX = 6000;

	private static final List<String> TOOLS = List.of("ingest_otel_traces", "search_otel_traces", "get_otel_trace",
			"query_local_traces", "otel_ingester_stats", "list_services", "list_operations", "find_similar_traces",
			"trace_errors", "critical_path", "compare_traces");

	private static final JsonMapper JSON = JsonMapper.shared();

	@TempDir
	static Path folder;

	@LocalServerPort
	int port;

	private McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder("http://127.0.0.1").build())
		.build();

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) throws IOException {
		Path logs = Files.createDirectory(folder.resolve("logs"));
		registry.add("mahavishnu.otel-ingester.hot-store-path", () -> folder.resolve("mcp.duckdb").toString());
		registry.add("mahavishnu.otel-ingester.receive.otlp-http-port", () -> -1);
		registry.add("spring.grpc.server.port", () -> 0);
		registry.add("mahavishnu.otel-ingester.mcp.answer-characters-max", () -> CHARACTERS_MAX);
		registry.add("mahavishnu.otel-ingester.mcp.body-max", () -> "1MB");
		registry.add("mahavishnu.otel-ingester.mcp.log-folders", logs::toString);
	}

	@BeforeEach
	void connect() {
		new ServiceClient("http://127.0.0.1:" + this.port).whenReady();
		this.client = McpClient
			.sync(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + this.port).endpoint("/mcp").build())
			.build();
		this.client.initialize();
	}

	@AfterEach
	void disconnect() {
		this.client.close();
	}

	@Test
	void everyTool_isListed_withSchemasThatSayWhatTheyMean_andHintsOfItsEffect() {
		List<McpSchema.Tool> tools = this.client.listTools().tools();
		assertThat(tools).extracting(McpSchema.Tool::name).containsExactlyInAnyOrderElementsOf(TOOLS);
		assertThat(tools).allSatisfy((tool) -> {
			assertThat(tool.title()).isNotBlank();
			assertThat(tool.description()).isNotBlank();
			JsonNode input = JSON.valueToTree(tool.inputSchema());
			assertThat(input.get("additionalProperties").asBoolean()).isFalse();
			assertThat(input.get("properties").valueStream())
				.allSatisfy((property) -> assertThat(property.path("description").asString("")).isNotBlank());
			JsonNode output = JSON.valueToTree(tool.outputSchema());
			assertThat(output.get("required").valueStream().map(JsonNode::asString)).contains("notice");
			boolean adds = tool.name().equals("ingest_otel_traces");
			assertThat(tool.annotations().readOnlyHint()).isEqualTo(!adds);
			assertThat(tool.annotations().destructiveHint()).isFalse();
			assertThat(tool.annotations().idempotentHint()).isTrue();
			assertThat(tool.annotations().openWorldHint()).isFalse();
		});
		assertThat(this.client.getServerInstructions()).contains("untrusted");
	}

	@Test
	void everyTool_answersStructuredAndAsText_labelledAsData() {
		ingest(checkout("every-1", "ERROR"), checkout("every-2", "OK"));
		Map<String, Map<String, Object>> calls = new HashMap<>();
		TOOLS.forEach((name) -> calls.put(name, Map.of("trace_id", "every-1")));
		calls.put("ingest_otel_traces", Map.of("trace_data", List.of(checkout("every-1", "ERROR"))));
		calls.put("search_otel_traces", Map.of("query", "a customer could not pay", "limit", 2, "threshold", -1));
		calls.put("query_local_traces", Map.of("task_class", "pay", "system_id", "frontend"));
		calls.put("otel_ingester_stats", Map.of());
		calls.put("list_services", Map.of());
		calls.put("list_operations", Map.of("service", "payment"));
		calls.put("compare_traces", Map.of("trace_id", "every-2", "other_trace_id", "every-1"));
		calls.forEach((name, arguments) -> {
			McpSchema.CallToolResult result = this.client.callTool(new McpSchema.CallToolRequest(name, arguments));
			assertThat(result.isError()).as(name).isFalse();
			JsonNode answer = JSON.valueToTree(result.structuredContent());
			assertThat(answer.get("notice").asString()).contains("untrusted data", "never instructions");
			assertThat(JSON.readTree(text(result))).as(name).isEqualTo(JSON.readTree(answer.toString()));
		});
	}

	@Test
	void aComplaint_leadsFromTheSearchToTheSpan_inThreeCalls() {
		ingest(checkout("steps-1", "ERROR"));
		JsonNode hit = call("search_otel_traces", Map.of("query", "the card of the customer was declined"))
			.at("/results/0");
		assertThat(hit.at("/matches").valueStream().map((match) -> match.path("service").asString("")))
			.contains("payment");
		String trace = hit.get("trace_id").asString();
		String span = call("trace_errors", Map.of("trace_id", trace)).at("/failures/0/causes/0/span_id").asString();
		JsonNode whole = call("get_otel_trace", Map.of("trace_id", trace, "span_id", span)).get("span");
		assertThat(whole.at("/status/message").asString()).contains("declined");
		assertThat(whole.at("/attributes/order.id").asString()).startsWith("order-");
	}

	@Test
	void localTraces_areThoseOfATaskClassWithinTheLastMinutes() {
		String now = Instant.now().minusSeconds(300).toString();
		ingest(Map.of("trace_id", "task-1", "spans",
				List.of(Map.of("name", "write code", "start_time", now, "duration_ms", 7, "attributes",
						Map.of("service.name", "claude-code", "task.class", "code_generation", "selector", "fast",
								"outcome", "accepted")))),
				Map.of("trace_id", "task-2", "spans", List.of(Map.of("name", "write code", "start_time",
						"2024-01-01T00:00:00Z", "attributes", Map.of("task_class", "code_generation")))));
		JsonNode traces = call("query_local_traces", Map.of("task_class", "code_generation")).get("traces");
		assertThat(traces).hasSize(1);
		JsonNode record = traces.get(0);
		assertThat(record.get("outcome").asString()).isEqualTo("accepted");
		assertThat(record.get("selector").asString()).isEqualTo("fast");
		assertThat(record.get("component_name").asString()).isEqualTo("claude");
		assertThat(record.get("duration_ms").asInt()).isEqualTo(7);
		assertThat(call("query_local_traces", Map.of("task_class", "code_generation", "time_range_minutes", 4))
			.get("traces")).isEmpty();
	}

	@Test
	void aLargeTrace_isOutlinedInPortions_thatHoldEverySpanOnce() {
		int spans = 300;
		ingest(wide("wide-1", spans));
		List<String> seen = new ArrayList<>();
		eachPortion("get_otel_trace", Map.of("trace_id", "wide-1"),
				(page) -> page.get("outline").forEach((line) -> seen.add(line.get("span_id").asString())));
		assertThat(seen).hasSize(spans).doesNotHaveDuplicates();
		Set<String> failed = new HashSet<>();
		eachPortion("trace_errors", Map.of("trace_id", "wide-1"), (page) -> {
			assertThat(page.get("failure_count").asInt()).isEqualTo(spans - 1);
			page.get("failures").forEach((failure) -> failed.add(failure.at("/causes/0/span_id").asString()));
		});
		assertThat(failed).hasSize(100);
		List<JsonNode> segments = new ArrayList<>();
		eachPortion("critical_path", Map.of("trace_id", "wide-1"),
				(page) -> page.get("segments").forEach(segments::add));
		assertThat(segments.stream().mapToLong((segment) -> segment.get("duration_ms").asLong()).sum())
			.isEqualTo(spans);
	}

	@Test
	void aLargeSpan_isReadInPieces() {
		String long_ = "said \"so\"\n".repeat(5000);
		ingest(Map.of("trace_id", "long-1", "spans", List.of(Map.of("span_id", "a", "name", "x", "start_time",
				"2024-01-01T00:00:00Z", "attributes", Map.of("gen_ai.prompt", long_)))));
		StringBuilder joined = new StringBuilder();
		eachPortion("get_otel_trace", Map.of("trace_id", "long-1", "span_id", "a"),
				(page) -> joined.append(page.get("span_json").asString()));
		assertThat(JSON.readTree(joined.toString()).at("/attributes/gen_ai.prompt").asString()).isEqualTo(long_);
	}

	@Test
	void aSearchWithManyResults_goesOnWithItsCursor_withoutRepetition() {
		ingest(IntStream.range(0, 40).mapToObj((i) -> checkout("many-" + i, "ERROR")).toArray());
		Set<String> seen = new HashSet<>();
		List<Integer> sizes = new ArrayList<>();
		eachPortion("search_otel_traces", Map.of("query", "order-many", "mode", "keyword", "limit", 100), (page) -> {
			page.get("results").forEach((result) -> assertThat(seen.add(result.get("trace_id").asString())).isTrue());
			sizes.add(page.get("results").size());
		});
		assertThat(seen.stream().filter((id) -> id.startsWith("many-"))).hasSize(40);
		assertThat(sizes).hasSizeGreaterThan(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			get_otel_trace     | {"trace_id": "unknown"}                    | trace-not-found | search_otel_traces
			get_otel_trace     | {"trace_id": "bad id"}                     | invalid-request | correct
			get_otel_trace     | {}                                         | trace_id        | required
			get_otel_trace     | {"trace_id": "problem-1", "span_id": "z"}  | not in trace    | outline
			get_otel_trace     | {"trace_id": "problem-1", "cursor": "x"}   | invalid-cursor  | without cursor
			search_otel_traces | {"query": "x", "cursor": "x"}              | invalid-cursor  | without cursor
			search_otel_traces | {"query": "x", "limit": 0}                 | limit           | minimum
			search_otel_traces | {"query": "x", "from": "noon"}             | noon            | correct
			search_otel_traces | {"query": "x", "nonsense": 1}              | nonsense        | additional
			list_operations    | {"service": "nobody"}                      | not-found       | list_services
			ingest_otel_traces | {}                                         | trace_data      | send traces
			compare_traces     | {"trace_id": "problem-1", "other_trace_id": "gone"} | gone   | search_otel_traces
			""", quoteCharacter = '\u0001')
	void aProblem_isAResultThatSaysWhatToDoNext(String tool, String arguments, String named, String next) {
		ingest(checkout("problem-1", "ERROR"));
		McpSchema.CallToolResult result = this.client
			.callTool(new McpSchema.CallToolRequest(tool, JSON.readValue(arguments, Map.class)));
		assertThat(result.isError()).isTrue();
		assertThat(text(result)).contains(named, next);
	}

	@Test
	void aRefusedTrace_doesNotStopTheOthers() {
		JsonNode answer = call("ingest_otel_traces",
				Map.of("trace_data",
						List.of(checkout("partial-1", "OK"), Map.of("trace_id", "bad id", "spans", List.of())),
						"system_id", "x"));
		assertThat(answer.get("status").asString()).isEqualTo("partial");
		assertThat(answer.get("traces_ingested").asInt()).isEqualTo(1);
		assertThat(answer.at("/errors/0/index").asInt()).isEqualTo(1);
		assertThat(answer.at("/errors/0/source").asString()).isEqualTo("trace_data");
	}

	@Test
	void theSystemOfACall_isThatOfTracesWhichNameNone() {
		call("ingest_otel_traces",
				Map.of("system_id", "nightly", "trace_data",
						List.of(Map.of("trace_id", "system-1", "spans",
								List.of(Map.of("name", "x", "start_time", "2024-01-01T00:00:00Z"))),
								checkout("system-2", "OK"))));
		assertThat(call("get_otel_trace", Map.of("trace_id", "system-1")).get("system_id").asString())
			.isEqualTo("nightly");
		assertThat(call("get_otel_trace", Map.of("trace_id", "system-2")).get("system_id").asString())
			.isEqualTo("frontend");
	}

	@Test
	void aLogFile_isReadInAllowedFoldersAlone() throws IOException {
		Path logs = folder.resolve("logs");
		String line = JSON.writeValueAsString(checkout("file-1", "OK"));
		Path lines = Files.writeString(logs.resolve("a.ndjson"), line + "\n" + line.replace("file-1", "file-2"));
		Path array = Files.writeString(logs.resolve("b.json"), "[" + line.replace("file-1", "file-3") + "]");
		Path broken = Files.writeString(logs.resolve("c.json"), "no JSON");
		Path outside = Files.writeString(folder.resolve("outside.json"), "[" + line + "]");
		Path link = Files.createSymbolicLink(logs.resolve("link.json"), outside);
		JsonNode answer = call("ingest_otel_traces",
				Map.of("log_files", List.of(lines.toString(), array.toString(), broken.toString())));
		assertThat(answer.get("traces_ingested").asInt()).isEqualTo(3);
		assertThat(answer.get("files_processed").asInt()).isEqualTo(2);
		assertThat(answer.at("/errors/0/source").asString()).endsWith("c.json");
		for (String refused : List.of(outside.toString(), link.toString(), logs + "/../outside.json", "/etc/passwd",
				logs.resolve("missing.json").toString(), logs.toString(), "\u0000")) {
			McpSchema.CallToolResult result = this.client
				.callTool(new McpSchema.CallToolRequest("ingest_otel_traces", Map.of("log_files", List.of(refused))));
			assertThat(result.isError()).as(refused).isTrue();
			assertThat(text(result)).contains("log-folders");
		}
	}

	@Test
	void aTrace_isAResource() {
		ingest(checkout("resource-1", "ERROR"));
		assertThat(this.client.listResourceTemplates().resourceTemplates())
			.extracting(McpSchema.ResourceTemplate::uriTemplate)
			.containsExactly("otel://traces/{trace_id}");
		McpSchema.TextResourceContents contents = (McpSchema.TextResourceContents) this.client
			.readResource(new McpSchema.ReadResourceRequest("otel://traces/resource-1"))
			.contents()
			.getFirst();
		JsonNode outline = JSON.readTree(contents.text());
		assertThat(outline.get("outline")).hasSize(2);
		assertThat(outline.get("notice").asString()).contains("untrusted");
		assertThatExceptionOfType(McpError.class)
			.isThrownBy(() -> this.client.readResource(new McpSchema.ReadResourceRequest("otel://traces/unknown")))
			.satisfies((error) -> assertThat(error.getJsonRpcError().code()).isEqualTo(-32002));
	}

	@Test
	void thePrompt_leadsThroughTheTools() {
		assertThat(this.client.listPrompts().prompts()).extracting(McpSchema.Prompt::name)
			.containsExactly("find_out_why_this_failed");
		McpSchema.GetPromptResult prompt = this.client.getPrompt(new McpSchema.GetPromptRequest(
				"find_out_why_this_failed", Map.of("complaint", "nobody can pay by card")));
		String text = ((McpSchema.TextContent) prompt.messages().getFirst().content()).text();
		assertThat(text).contains("nobody can pay by card", "search_otel_traces", "trace_errors", "untrusted");
		assertThatExceptionOfType(McpError.class)
			.isThrownBy(() -> this.client
				.getPrompt(new McpSchema.GetPromptRequest("find_out_why_this_failed", Map.of("complaint", " "))))
			.satisfies((error) -> assertThat(error.getJsonRpcError().code()).isEqualTo(-32602));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
			{"jsonrpc":"2.0","id":7,"method":"nope/method"}                                | 200 | -32601 | 7
			{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":"nope"}}      | 200 | -32602 | "x"
			{"jsonrpc":"2.0","id":8,                                                       | 400 | -32700 | null
			{"id":9}                                                                       | 400 | -32600 | 9
			{"id":10,"method":"tools/list"}                                                | 400 | -32600 | 10
			{"jsonrpc":"2.0","id":11.5,"method":"tools/list"}                              | 400 | -32600 | 11.5
			{"jsonrpc":"2.0","id":12,"method":"tools/list","params":[]}                    | 400 | -32600 | 12
			""")
	void whatBreaksTheProtocol_isAnErrorOfTheProtocol_withoutInnards(String body, int status, int code, String id) {
		RawMcp.Answer answer = RawMcp.post(this.port, body, Map.of());
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body().at("/error/code").asInt()).isEqualTo(code);
		assertThat(answer.body().get("id").toString()).isEqualTo(id);
		assertThat(answer.body().toString()).doesNotContain("stack_trace", "io.modelcontextprotocol");
	}

	@Test
	void aForeignOriginOrHost_isForbidden_whateverThePathIsSpelledLike() {
		String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
		assertThat(RawMcp.post(this.port, list, Map.of()).status()).isEqualTo(200);
		assertThat(RawMcp.post(this.port, list, Map.of("Origin", "http://localhost:6274")).status()).isEqualTo(200);
		for (Map<String, String> foreign : List.of(Map.of("Origin", "https://evil.example"), Map.of("Origin", "null"),
				Map.of("Host", "evil.example"), Map.of("Host", "evil.example", "Origin", "http://evil.example"))) {
			RawMcp.Answer answer = RawMcp.post(this.port, list, foreign);
			assertThat(answer.status()).as(foreign.toString()).isEqualTo(403);
			assertThat(answer.body().get("type").asString()).isEqualTo("/problems/forbidden");
		}
		for (String path : List.of("/mcp/", "/%6dcp", "/mcp;x=1", "/x/../mcp")) {
			assertThat(RawMcp.post(this.port, path, list, Map.of("Origin", "https://evil.example")).status()).as(path)
				.isEqualTo(403);
		}
	}

	@Test
	void aBodyOverTheLimit_isRefused() {
		RawMcp.Answer answer = RawMcp.post(this.port, " ".repeat(1024 * 1024 + 1), Map.of());
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.body().get("detail").asString()).contains("mcp.body-max");
	}

	@Test
	void theOfficialTypeScriptClient_getsAlongWithAllOfIt() throws Exception {
		ingest(checkout("node-1", "ERROR"), checkout("node-2", "OK"), wide("node-wide", 300));
		Map<String, Object> ofTrace = Map.of("trace_id", "node-1");
		List<Map<String, Object>> calls = List.of(
				nodeCall("ingest_otel_traces", Map.of("trace_data", List.of(checkout("node-1", "ERROR")))),
				nodeCall("search_otel_traces", Map.of("query", "a customer could not pay")),
				nodeCall("get_otel_trace", ofTrace), nodeCall("get_otel_trace", Map.of("trace_id", "node-wide")),
				nodeCall("get_otel_trace", Map.of("trace_id", "unknown")),
				nodeCall("query_local_traces", Map.of("task_class", "x")), nodeCall("otel_ingester_stats", Map.of()),
				nodeCall("list_services", Map.of()), nodeCall("list_operations", Map.of("service", "payment")),
				nodeCall("find_similar_traces", ofTrace), nodeCall("trace_errors", ofTrace),
				nodeCall("critical_path", ofTrace),
				nodeCall("compare_traces", Map.of("trace_id", "node-2", "other_trace_id", "node-1")));
		JsonNode seen = NodeClient.run("http://127.0.0.1:" + this.port + "/mcp", JSON.writeValueAsString(calls));
		assertThat(seen.get("tools").valueStream().map((tool) -> tool.get("name").asString()))
			.containsExactlyInAnyOrderElementsOf(TOOLS);
		assertThat(seen.get("answers").propertyNames()).containsExactlyInAnyOrderElementsOf(TOOLS);
		seen.get("answers").propertyStream().forEach((tool) -> {
			JsonNode first = tool.getValue().get(0);
			assertThat(first.get("isError").asBoolean()).as(tool.getKey()).isFalse();
			assertThat(first.at("/structured/notice").asString()).contains("untrusted data");
			assertThat(first.get("textIsStructured").asBoolean()).as(tool.getKey()).isTrue();
		});
		JsonNode oversized = seen.at("/answers/get_otel_trace/1");
		assertThat(oversized.get("text").asString().length()).isBetween(CHARACTERS_MAX / 2, CHARACTERS_MAX);
		assertThat(oversized.at("/structured/next_cursor").asString()).startsWith("outline=");
		assertThat(seen.at("/answers/get_otel_trace/2/isError").asBoolean()).isTrue();
		assertThat(seen.get("templates").get(0).asString()).isEqualTo("otel://traces/{trace_id}");
		assertThat(seen.get("resource").asString()).contains("untrusted data", "card was declined");
		assertThat(seen.get("prompt").asString()).contains("nobody can pay");
		assertThat(seen.get("unknownTool").asInt()).isEqualTo(-32602);
		assertThat(seen.get("unknownResource").asInt()).isEqualTo(-32002);
		assertThat(seen.get("promptWithoutArgument").asInt()).isEqualTo(-32602);
		assertThat(seen.get("foreignOrigin").asInt()).isEqualTo(403);
	}

	private static Map<String, Object> nodeCall(String name, Map<String, Object> arguments) {
		return Map.of("name", name, "arguments", arguments);
	}

	/** Calls a tool until there is no cursor any more; no answer may be too large. */
	private void eachPortion(String tool, Map<String, Object> arguments, Consumer<JsonNode> reader) {
		Map<String, Object> more = new HashMap<>(arguments);
		JsonNode page;
		do {
			page = call(tool, more);
			assertThat(page.toString().length()).isLessThanOrEqualTo(CHARACTERS_MAX);
			reader.accept(page);
			more.put("cursor", page.path("next_cursor").asString(""));
		}
		while (page.has("next_cursor"));
	}

	private JsonNode call(String tool, Map<String, Object> arguments) {
		Map<String, Object> given = arguments.entrySet()
			.stream()
			.filter((entry) -> !"".equals(entry.getValue()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		McpSchema.CallToolResult result = this.client.callTool(new McpSchema.CallToolRequest(tool, given));
		assertThat(result.isError()).as(text(result)).isFalse();
		return JSON.readTree(text(result));
	}

	private void ingest(Object... traces) {
		assertThat(call("ingest_otel_traces", Map.of("trace_data", List.of(traces))).get("searchable").asBoolean())
			.isTrue();
	}

	private static String text(McpSchema.CallToolResult result) {
		return ((McpSchema.TextContent) result.content().getFirst()).text();
	}

	private static Map<String, Object> checkout(String id, String status) {
		return Map.of("trace_id", id, "spans",
				List.of(Map.of("span_id", "a", "name", "POST /checkout", "start_time", "2024-01-01T12:00:00Z",
						"duration_ms", 120, "attributes", Map.of("service.name", "frontend")),
						Map.of("span_id", "b", "parent_span_id", "a", "name", "PaymentService/Authorize", "start_time",
								"2024-01-01T12:00:00.020Z", "duration_ms", 80, "status",
								Map.of("code", status, "message", "the credit card was declined by the bank"),
								"attributes", Map.of("service.name", "payment", "order.id", "order-" + id))));
	}

	/** A root with children that follow each other, a millisecond each, all failed. */
	private static Map<String, Object> wide(String id, int spans) {
		List<Map<String, Object>> all = new ArrayList<>();
		all.add(Map.of("span_id", "root", "name", "job", "start_time", "2024-01-01T00:00:00Z", "duration_ms", spans));
		for (int i = 1; i < spans; i++) {
			all.add(Map.of("span_id", "s" + i, "parent_span_id", "root", "name", "step", "start_time",
					Instant.parse("2024-01-01T00:00:00Z").plusMillis(i).toString(), "duration_ms", 1, "status",
					Map.of("code", "ERROR", "message", "step failed")));
		}
		return Map.of("trace_id", id, "spans", all);
	}

}
