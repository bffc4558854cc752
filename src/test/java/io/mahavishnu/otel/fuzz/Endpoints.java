package io.mahavishnu.otel.fuzz;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.mahavishnu.otel.filter.FilterTarget;
import io.mahavishnu.otel.receive.ReceiveTargets;

/** The endpoints of a running service that read input of some structure. */
final class Endpoints {

	private static final String JSON = "application/json";

	private static final List<String> MCP_SEEDS = List.of(
			"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
					+ "\"capabilities\":{},\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}}",
			"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}",
			"{\"jsonrpc\":\"2.0\",\"id\":\"3\",\"method\":\"tools/call\",\"params\":{\"name\":\"search_otel_traces\","
					+ "\"arguments\":{\"query\":\"refused\",\"limit\":3,\"threshold\":0.1,\"system_id\":\"s\"}}}",
			"{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\",\"params\":{\"name\":\"ingest_otel_traces\","
					+ "\"arguments\":{\"trace_data\":[{\"trace_id\":\"m\",\"spans\":[{\"name\":\"n\"}]}]}}}",
			"{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"resources/read\",\"params\":{\"uri\":\"trace://m\"}}",
			"{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"prompts/get\",\"params\":{\"name\":\"why_did_it_fail\","
					+ "\"arguments\":{\"trace_id\":\"m\"}}}");

	private static final List<String> SEARCH_SEEDS = List.of("{\"query\":\"a card was refused\",\"limit\":5}",
			"{\"query\":\"x\",\"mode\":\"keyword\",\"filter\":\"{ .a = 1 }\",\"sort\":\"time:asc\",\"from\":1704067200}",
			"{\"query\":\"x\",\"mode\":\"semantic\",\"threshold\":-1,\"group\":\"shape\",\"attributes\":{\"a\":\"b\"}}");

	private static final List<String> MCP_WORDS = List.of("\"method\"", "\"params\"", "\"arguments\"", "\"tools/call\"",
			"\"get_otel_trace\"", "\"otel_ingester_stats\"", "\"query_local_traces\"", "\"cursor\"", "null", "[]", "{}",
			"-1", "1e99", "\"\"");

	private final HttpClient http = HttpClient.newHttpClient();

	private final String base;

	Endpoints(int port) {
		this.base = "http://127.0.0.1:" + port;
	}

	List<FuzzTarget> all() {
		return List.of(body("/api/traces?wait=false", JSON, ReceiveTargets.simpleJson()),
				body("/api/traces/batch?wait=false", JSON, ReceiveTargets.batch()),
				body("/v1/traces", JSON, ReceiveTargets.otlpJson()),
				body("/v1/traces", "application/x-protobuf", ReceiveTargets.protobuf()),
				body("/api/traces/search", JSON, texts("search", SEARCH_SEEDS, FilterTarget.get().words())),
				body("/mcp", JSON, texts("mcp", MCP_SEEDS, MCP_WORDS)),
				parameter("/api/traces/search?query=refused&mode=keyword&filter=", FilterTarget.get()),
				parameter("/api/traces?cursor=",
						texts("cursor", List.of("YWJjCjEyMwo0NTYKNzg5"), List.of("=", "_", "-"))));
	}

	private FuzzTarget body(String path, String type, FuzzTarget of) {
		return new FuzzTarget("POST " + path + " (" + of + ")", of.seeds(), of.words(),
				(input) -> send(HttpRequest.newBuilder(URI.create(this.base + path))
					.header("Content-Type", type)
					.header("Accept", "application/json, text/event-stream")
					.POST(HttpRequest.BodyPublishers.ofByteArray(input))));
	}

	private FuzzTarget parameter(String path, FuzzTarget of) {
		return new FuzzTarget("GET " + path, of.seeds(), of.words(), (input) -> send(HttpRequest
			.newBuilder(URI.create(this.base + path + URLEncoder.encode(shortened(input), StandardCharsets.UTF_8)))));
	}

	private void send(HttpRequest.Builder request) throws Exception {
		HttpResponse<String> answer = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() >= 500) {
			throw new AssertionError(answer.statusCode() + " " + answer.body());
		}
	}

	private static FuzzTarget texts(String name, List<String> seeds, List<String> words) {
		return new FuzzTarget(name, seeds.stream().map((seed) -> seed.getBytes(StandardCharsets.UTF_8)).toList(), words,
				(_) -> {
				});
	}

	/** A request line has a limit of its own. */
	private static String shortened(byte[] input) {
		return new String(input, 0, Math.min(input.length, 600), StandardCharsets.UTF_8);
	}

}
