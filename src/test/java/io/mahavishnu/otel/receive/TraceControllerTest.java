package io.mahavishnu.otel.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ReceiveTest
class TraceControllerTest {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private TraceReader reader;

	@Test
	void ingest_answers201WithTheTracesPath() throws Exception {
		String id = newId();

		HttpResponse<String> answer = post("/api/traces", "application/json; charset=utf-8", trace(id, "checkout"));

		assertThat(answer.statusCode()).isEqualTo(201);
		assertThat(answer.headers().firstValue("Location")).hasValue("/api/traces/" + id);
		assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("{\"trace_id\":\"" + id
				+ "\",\"system_id\":\"shop\",\"span_count\":1,\"new_spans\":1,\"searchable\":true}"));
		assertThat(this.reader.find(new TraceId(id)))
			.hasValueSatisfying((trace) -> assertThat(trace.content()).isEqualTo("checkout"));
	}

	@Test
	void ingest_answers202_whenTheCallerDoesNotWait() throws Exception {
		HttpResponse<String> answer = post("/api/traces?wait=false", "application/json", trace(newId(), "checkout"));

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(JSON.readTree(answer.body()).get("searchable").booleanValue()).isFalse();
	}

	@Test
	void ingest_changesNothing_whenTheSameIsSentAgain() throws Exception {
		String body = trace(newId(), "checkout");
		post("/api/traces", "application/json", body);

		JsonNode again = JSON.readTree(post("/api/traces", "application/json", body).body());

		assertThat(again.get("span_count").intValue()).isOne();
		assertThat(again.get("new_spans").intValue()).isZero();
	}

	@Test
	void ingest_readsGzip() throws Exception {
		String id = newId();

		HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/traces"))
			.header("Content-Type", "application/json")
			.header("Content-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofByteArray(gzip(trace(id, "zipped")))));

		assertThat(answer.statusCode()).isEqualTo(201);
	}

	@Test
	void ingest_takesTheDocumentedExample() throws Exception {
		JsonNode answer = JSON.readTree(post("/api/traces", "application/json", ReceiveExamples.TRACE).body());

		assertThat(answer.get("system_id").stringValue()).isEqualTo("checkout");
		assertThat(answer.get("span_count").intValue()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"/api/traces | application/json | {'trace_id':'a b','spans':[{}]} | 400 | invalid-trace | trace_id",
			"/api/traces | application/json | {'trace_id':'a','spans':[{},null]} | 400 | invalid-trace | spans[1]",
			"/api/traces | application/json | {'trace_id':'a','spans':7} | 400 | invalid-trace | spans must be an array",
			"/api/traces | application/json | {'trace_id':'a','spans':[]} | 400 | invalid-trace | spans is empty",
			"/api/traces | application/json | { | 400 | invalid-request | not JSON",
			"/api/traces?wait=maybe | application/json | {} | 400 | invalid-request | wait must be true or false",
			"/api/traces | text/plain | x | 415 | unsupported-media-type | text/plain",
			"/api/traces | application/x-www-form-urlencoded | a=b | 415 | unsupported-media-type | send application/json",
			"/api/traces/batch | application/json | 7 | 400 | invalid-request | holds no batch",
			"/api/traces/batch | application/json | {} | 400 | invalid-request | holds no batch",
			"/api/traces/batch | application/json | {'traces':{}} | 400 | invalid-request | traces must be an array",
			"/api/traces/batch | application/json | [{'trace_id': | 400 | invalid-request | not JSON",
			"/api/traces/batch | application/x-ndjson | a,b | 400 | invalid-request | no line of the body is a trace",
			"/api/nothing | application/json | {} | 404 | not-found | ''" })
	void post_answersAProblem(String path, String type, String body, int status, String code, String detail)
			throws Exception {
		HttpResponse<String> answer = post(path, type, body.replace('\'', '"'));

		assertProblem(answer, status, code, detail);
	}

	@Test
	void post_answersAProblem_whenTheEncodingIsUnknown() throws Exception {
		assertProblem(
				send(HttpRequest.newBuilder(uri("/api/traces"))
					.header("Content-Type", "application/json")
					.header("Content-Encoding", "br")
					.POST(HttpRequest.BodyPublishers.ofString("x"))),
				415, "unsupported-media-type", "send gzip, zstd or none");
	}

	@Test
	void ingest_answers413_whenTheBodyIsTooLarge_alsoInChunksAndUnpacked() throws Exception {
		String large = trace(newId(), "x".repeat(1024 * 1024));

		HttpResponse<String> plain = post("/api/traces", "application/json", large);
		HttpResponse<String> chunked = send(HttpRequest.newBuilder(uri("/api/traces"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers
				.ofInputStream(() -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));
		HttpResponse<String> bomb = send(HttpRequest.newBuilder(uri("/api/traces"))
			.header("Content-Type", "application/json")
			.header("Content-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofByteArray(gzip(large))));

		assertProblem(plain, 413, "payload-too-large", "body-max");
		assertProblem(chunked, 413, "payload-too-large", "body-max");
		assertProblem(bomb, 413, "payload-too-large", "body-max");
	}

	@Test
	void delete_answers204_andThen404() throws Exception {
		String id = newId();
		post("/api/traces", "application/json", trace(id, "gone"));

		HttpResponse<String> first = send(HttpRequest.newBuilder(uri("/api/traces/" + id)).DELETE());
		HttpResponse<String> second = send(HttpRequest.newBuilder(uri("/api/traces/" + id)).DELETE());

		assertThat(first.statusCode()).isEqualTo(204);
		assertProblem(second, 404, "trace-not-found", id);
		assertThat(this.reader.find(new TraceId(id))).isEmpty();
	}

	@Test
	void delete_answers400_whenTheIdCanBeNone() throws Exception {
		assertProblem(send(HttpRequest.newBuilder(uri("/api/traces/a%20b")).DELETE()), 400, "invalid-request",
				"trace_id");
	}

	@Test
	void anyPath_answersAProblem_whenTheMethodDoesNotFit() throws Exception {
		HttpResponse<String> answer = send(
				HttpRequest.newBuilder(uri("/api/traces/batch")).PUT(HttpRequest.BodyPublishers.ofString("x")));

		assertProblem(answer, 405, "method-not-allowed", "PUT is not allowed here");
		assertThat(answer.headers().firstValue("Allow")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/traces/%zz HTTP/1.1", "GET /a<b> HTTP/1.1", "GET /nowhere HTTP/1.1",
			"GET /error HTTP/1.1" })
	void anyPath_answersAProblem_whenNoControllerMeetsIt(String requestLine) throws Exception {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream()
				.write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json").contains("/problems/");
		}
	}

	@Test
	void documentation_hasAnExampleForEveryOperationAndError() throws Exception {
		JsonNode document = JSON.readTree(send(HttpRequest.newBuilder(uri("/v3/api-docs")).GET()).body());

		JsonNode post = document.at("/paths/~1api~1traces/post");
		assertThat(post.at("/requestBody/content/application~1json/examples/trace/value").isMissingNode()).isFalse();
		assertThat(post.at("/parameters")).hasSize(1);
		assertThat(post.get("responses").propertyNames()).contains("201", "202", "400", "413", "415", "503");
		assertThat(document.at("/components/schemas/IngestedTrace/properties").propertyNames()).contains("trace_id",
				"span_count");
		assertThat(document.at("/components/schemas/IngestedTrace/properties/trace_id/type").stringValue())
			.isEqualTo("string");
	}

	@Test
	void aTraceReadAsOtlp_canBeSentAsOtlp_howeverDeepItsAttributesLie() throws Exception {
		String id = UUID.randomUUID().toString().replace("-", "");
		assertThat(
				post("/api/traces?wait=false", "application/json", SimpleJsonText.ofDepth(id, StrictJson.NESTING_MAX))
					.statusCode())
			.isEqualTo(202);
		String otlp = send(HttpRequest.newBuilder(uri("/api/traces/" + id + "?format=otlp"))).body();

		HttpResponse<String> answer = post("/v1/traces", "application/json",
				otlp.replace("eee19b7ec3c1b174", "eee19b7ec3c1b175"));

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(this.reader.find(new TraceId(id))).hasValueSatisfying((trace) -> {
			assertThat(trace.spans()).hasSize(2);
			Span first = trace.spans().getFirst();
			Span sentBack = trace.spans().getLast();
			assertThat(sentBack.attributes()).isEqualTo(first.attributes());
			assertThat(sentBack.resource()).isEqualTo(first.resource());
			assertThat(sentBack.events()).isEqualTo(first.events());
		});
	}

	private static void assertProblem(HttpResponse<String> answer, int status, String code, String detail) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		JsonNode problem = JSON.readTree(answer.body());
		assertThat(problem.get("type").stringValue()).isEqualTo("/problems/" + code);
		assertThat(problem.get("status").intValue()).isEqualTo(status);
		assertThat(problem.get("title").stringValue()).isNotEmpty();
		assertThat(problem.get("detail").stringValue()).contains(detail);
	}

	private HttpResponse<String> post(String path, String type, String body) throws Exception {
		return send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private static String trace(String id, String name) {
		return "{\"trace_id\":\"" + id + "\",\"spans\":[{\"name\":\"" + name
				+ "\",\"start_time\":\"2024-01-01T00:00:00Z\",\"attributes\":{\"service.name\":\"shop\"}}]}";
	}

	private static String newId() {
		return "t-" + UUID.randomUUID();
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

}
