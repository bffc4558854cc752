package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing of what is sent or asked goes to the log, be it taken or refused. */
@ReceiveTest
@ExtendWith(OutputCaptureExtension.class)
class SilentLogTest {

	private static final String SECRET = "hunter2secret";

	@LocalServerPort
	private int port;

	@Test
	void bodiesAndQueries_areNotLogged(CapturedOutput output) throws Exception {
		List<Integer> answers = new ArrayList<>();
		try (HttpClient client = HttpClient.newHttpClient()) {
			for (HttpRequest request : requests()) {
				answers.add(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
			}
		}
		assertThat(answers).containsExactly(202, 400, 400, 200, 200, 400, 200, 400, 404, 200, 200, 200, 400, 200, 400);
		assertThat(output.getAll()).doesNotContain(SECRET);
	}

	private List<HttpRequest> requests() throws IOException {
		String trace = "{\"trace_id\":\"silent\",\"spans\":[{\"name\":\"" + SECRET + "\",\"attributes\":{\"" + SECRET
				+ "\":\"" + SECRET + "\"}}]}";
		return List.of(post("/api/traces?wait=false", trace), post("/api/traces", trace + SECRET),
				post("/api/traces", trace.replace("\"spans\"", "\"" + SECRET + "\"")),
				post("/api/traces/batch?wait=false", "[" + trace + ",{\"trace_id\":\"" + SECRET + " \"}]"),
				post("/v1/traces", "{\"" + SECRET + "\":\"" + SECRET + "\"}"),
				post("/v1/traces", "{\"resourceSpans\":\"" + SECRET + "\"}"), get("/api/traces/search?query=" + SECRET),
				get("/api/traces/search?query=x&filter=" + SECRET), get("/api/traces/" + SECRET),
				post("/api/traces/search", "{\"query\":\"" + SECRET + "\",\"mode\":\"keyword\"}"),
				post("/mcp",
						"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
								+ "\"search_otel_traces\",\"arguments\":{\"query\":\"" + SECRET + "\"}}}"),
				post("/mcp",
						"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
								+ "\"search_otel_traces\",\"arguments\":{\"" + SECRET + "\":1}}}"),
				post("/mcp", "{" + SECRET),
				post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + SECRET + "\"}"),
				post("/mcp", "{\"jsonrpc\":\"" + SECRET + "\",\"id\":1,\"method\":\"ping\"}"));
	}

	private HttpRequest get(String path) {
		return HttpRequest.newBuilder(uri(path)).build();
	}

	private HttpRequest post(String path, String body) {
		return HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.header("Accept", "application/json, text/event-stream")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

}
