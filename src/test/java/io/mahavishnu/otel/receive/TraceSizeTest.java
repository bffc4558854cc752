package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A trace that grows from request to request has a bound, too. */
@ReceiveTest
@TestPropertySource(properties = "mahavishnu.otel-ingester.ingest.spans-per-trace-max=5")
class TraceSizeTest {

	private static final String TRACE = "5b8efff798038103d269b633813fc60c";

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void aTrace_isRefusedFurtherSpans_andMaySendWhatIsStoredAgain() {
		for (String wait : new String[] { "true", "false" }) {
			String trace = "grown-" + wait;
			assertThat(post("/api/traces?wait=" + wait, trace(trace, 0, 3)).statusCode()).isIn(201, 202);
			HttpResponse<String> refused = post("/api/traces?wait=false", trace(trace, 3, 6));
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(refused.body()).contains(trace + " would have more than 5 spans")
				.contains("ingest.spans-per-trace-max");
			assertThat(post("/api/traces?wait=false", trace(trace, 0, 3)).statusCode()).isEqualTo(202);
			assertThat(post("/api/traces?wait=false", trace(trace, 3, 5)).statusCode()).isEqualTo(202);
			assertThat(post("/api/traces?wait=false", trace(trace, 5, 6)).statusCode()).isEqualTo(400);
		}
	}

	@Test
	void anExport_isToldHowManySpansWereRejected_andTheOthersAreStored() {
		String other = TRACE.replace('5', '6');
		HttpResponse<String> answer = post("/v1/traces",
				"{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + otlp(TRACE, 6) + "," + otlp(other, 2) + "]}]}]}");
		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode partial = JsonMapper.shared().readTree(answer.body()).path("partialSuccess");
		assertThat(partial.path("rejectedSpans").stringValue()).isEqualTo("6");
		assertThat(partial.path("errorMessage").stringValue()).contains("ingest.spans-per-trace-max");
		assertThat(get("/api/traces/" + other).statusCode()).isEqualTo(200);
		assertThat(get("/api/traces/" + TRACE).statusCode()).isEqualTo(404);
	}

	@Test
	void aBatch_namesTheTraceThatIsTooLarge() {
		assertThat(post("/api/traces?wait=true", trace("large", 0, 4)).statusCode()).isEqualTo(201);
		HttpResponse<String> answer = post("/api/traces/batch?wait=false",
				"[" + trace("small", 0, 1) + "," + trace("large", 4, 6) + "]");
		JsonNode batch = JsonMapper.shared().readTree(answer.body());
		assertThat(batch.path("failed").intValue()).isEqualTo(1);
		assertThat(batch.at("/errors/0/index").intValue()).isEqualTo(1);
		assertThat(batch.at("/errors/0/trace_id").stringValue()).isEqualTo("large");
		assertThat(batch.path("new_spans").intValue()).isEqualTo(1);
	}

	private static String trace(String id, int first, int end) {
		return "{\"trace_id\":\"" + id + "\",\"spans\":["
				+ IntStream.range(first, end)
					.mapToObj((i) -> "{\"span_id\":\"s" + i + "\",\"name\":\"step\"}")
					.collect(Collectors.joining(","))
				+ "]}";
	}

	private static String otlp(String trace, int spans) {
		return IntStream.range(0, spans)
			.mapToObj((i) -> "{\"traceId\":\"" + trace + "\",\"spanId\":\"000000000000000" + (i + 1)
					+ "\",\"name\":\"n\"}")
			.collect(Collectors.joining(","));
	}

	private HttpResponse<String> post(String path, String body) {
		return send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(uri(path)).build());
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException failed) {
			throw new IllegalStateException(failed);
		}
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
