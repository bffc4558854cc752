package io.mahavishnu.otel.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Many traces in one body. */
@ReceiveTest
class TraceBatchTest {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private TraceReader reader;

	@Test
	void batch_storesTheOthers_whenOneOfAThousandIsBad() throws Exception {
		String prefix = newId();
		String body = IntStream.range(0, 1000)
			.mapToObj((i) -> (i == 500) ? "{\"trace_id\":\"" + prefix + i + "\",\"spans\":[{\"name\":[[1,{}]]},{}]}"
					: trace(prefix + i, "login"))
			.collect(Collectors.joining(",", "[", "]"));

		JsonNode answer = JSON.readTree(post("/api/traces/batch", "application/json", body).body());

		assertThat(answer.get("total").intValue()).isEqualTo(1000);
		assertThat(answer.get("ingested").intValue()).isEqualTo(999);
		assertThat(answer.get("failed").intValue()).isOne();
		assertThat(answer.get("new_spans").intValue()).isEqualTo(999);
		assertThat(answer.get("searchable").booleanValue()).isTrue();
		assertThat(answer.get("errors")).hasSize(1);
		assertThat(answer.at("/errors/0/index").intValue()).isEqualTo(500);
		assertThat(answer.at("/errors/0/trace_id").stringValue()).isEqualTo(prefix + 500);
		assertThat(answer.at("/errors/0/code").stringValue()).isEqualTo("invalid-trace");
		assertThat(answer.at("/errors/0/detail").stringValue())
			.isEqualTo("spans[0].name must be a string but is an array");
		assertThat(this.reader.find(new TraceId(prefix + 999))).isPresent();
		assertThat(this.reader.find(new TraceId(prefix + 500))).isEmpty();
	}

	@Test
	void batch_listsAHundredErrors_andCountsAll() throws Exception {
		String body = IntStream.range(0, 150).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));

		JsonNode answer = JSON.readTree(post("/api/traces/batch", "application/json", body).body());

		assertThat(answer.get("failed").intValue()).isEqualTo(150);
		assertThat(answer.get("errors")).hasSize(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{\"traces\":[]}", "{\"other\":[{}],\"traces\":[]}" })
	void batch_answers200_whenItIsEmpty(String body) throws Exception {
		HttpResponse<String> answer = post("/api/traces/batch", "application/json", body);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(JSON.readTree(answer.body()).get("total").intValue()).isZero();
	}

	@Test
	void batch_keepsWhatCameBefore_whenTheJsonBreaks() throws Exception {
		String id = newId();

		JsonNode answer = JSON.readTree(
				post("/api/traces/batch", "application/json", "{\"traces\":[" + trace(id, "a") + ",{\"trace_id\":tru]}")
					.body());

		assertThat(answer.get("ingested").intValue()).isOne();
		assertThat(answer.get("failed").intValue()).isOne();
		assertThat(answer.at("/errors/0/code").stringValue()).isEqualTo("invalid-request");
		assertThat(answer.at("/errors/0/detail").stringValue()).contains("line 1").contains("nothing from there on");
		assertThat(this.reader.find(new TraceId(id))).isPresent();
	}

	@Test
	void batch_readsLines_andGoesOnAfterABrokenOne() throws Exception {
		String first = newId();
		String last = newId();
		String body = trace(first, "a") + "\r\n\n  \n{\"trace_id\":\n" + "{\"spans\":[{}],\"trace_id\":\"no id\"}\n"
				+ trace("long", "x".repeat(64 * 1024)) + "\n" + trace("two", "a") + trace("two", "a") + "\n"
				+ trace(last, "b");

		JsonNode answer = JSON.readTree(post("/api/traces/batch?wait=false", "application/x-ndjson", body).body());

		assertThat(answer.get("total").intValue()).isEqualTo(6);
		assertThat(answer.get("ingested").intValue()).isEqualTo(2);
		assertThat(answer.get("searchable").booleanValue()).isFalse();
		assertThat(answer.get("errors").valueStream().map((error) -> error.get("index").intValue())).containsExactly(1,
				2, 3, 4);
		assertThat(answer.get("errors").valueStream().map((error) -> error.get("code").stringValue()))
			.containsExactly("invalid-request", "invalid-trace", "payload-too-large", "invalid-trace");
		assertThat(answer.at("/errors/1/trace_id").stringValue()).isEqualTo("no id");
		assertThat(this.reader.find(new TraceId(first))).isPresent();
		assertThat(this.reader.find(new TraceId(last))).isPresent();
	}

	@Test
	void batch_takesTheDocumentedExamples() throws Exception {
		assertThat(JSON.readTree(post("/api/traces/batch", "application/json", ReceiveExamples.BATCH).body())
			.get("ingested")
			.intValue()).isEqualTo(2);
		assertThat(JSON.readTree(post("/api/traces/batch", "application/x-ndjson", ReceiveExamples.LINES).body())
			.get("ingested")
			.intValue()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-ndjson" })
	void batch_keepsWhatCameBefore_whenTheBodyBreaksOff(String type) throws Exception {
		String prefix = newId();
		String separator = type.endsWith("ndjson") ? "\n" : ",";
		String body = IntStream.range(0, 2_000)
			.mapToObj((i) -> trace(prefix + i, UUID.randomUUID().toString()))
			.collect(Collectors.joining(separator, type.endsWith("ndjson") ? "" : "[", ""));
		byte[] whole = gzip(body);

		HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/traces/batch?wait=false"))
			.header("Content-Type", type)
			.header("Content-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofByteArray(Arrays.copyOf(whole, whole.length / 2))));

		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode batch = JSON.readTree(answer.body());
		assertThat(batch.get("ingested").intValue()).isBetween(100, 1_999);
		assertThat(batch.get("failed").intValue()).isOne();
		assertThat(batch.at("/errors/0/detail").stringValue()).contains("nothing from there on");
		assertThat(this.reader.find(new TraceId(prefix + (batch.get("ingested").intValue() - 1)))).isPresent();
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
