package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.ingest.IngestService;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every input of the conformance table, over HTTP to a real server; those over gRPC alone
 * are in {@link OtlpGrpcConformanceTest}.
 */
@ReceiveTest
class OtlpConformanceTest {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String TRACE = "5b8efff798038103d269b633813fc60c";

	private static final String SPAN = "eee19b7ec3c1b174";

	private static final String JSON_TYPE = "application/json";

	private static final String PROTOBUF_TYPE = "application/x-protobuf";

	private static final int LIMIT = 1024 * 1024;

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private OtlpHttpPort otlpPort;

	@Autowired
	private GrpcServerLifecycle grpcServer;

	@Autowired
	private TraceReader reader;

	@Autowired
	private IngestService service;

	private GrpcExports grpc;

	@BeforeEach
	void connect() {
		this.grpc = new GrpcExports(this.grpcServer.getPort());
	}

	@AfterEach
	void forget() {
		this.grpc.close();
		this.service.delete(new TraceId(TRACE));
	}

	/**
	 * An input over HTTP and the answer it must get.
	 *
	 * @param number its number in the table
	 * @param what what is special about it
	 * @param type its Content-Type, or null for none
	 * @param encoding its Content-Encoding, or null for none
	 * @param body its body
	 * @param status the status of the answer
	 */
	record Input(String number, String what, @Nullable String type, @Nullable String encoding, byte[] body,
			int status) {

		static Input json(String number, String what, String body, int status) {
			return new Input(number, what, JSON_TYPE, null, body.getBytes(StandardCharsets.UTF_8), status);
		}

		static Input protobuf(String number, String what, byte[] body, int status) {
			return new Input(number, what, PROTOBUF_TYPE, null, body, status);
		}

		static Input encoded(String number, String what, String encoding, byte[] body, int status) {
			return new Input(number, what, PROTOBUF_TYPE, encoding, body, status);
		}

		@Override
		public String toString() {
			return this.number + " " + this.what + " gives " + this.status;
		}

	}

	static Stream<Input> undecodable() {
		byte[] good = OtlpMessages.request(List.of(span("x"))).toByteArray();
		byte[] gzip = OtlpBytes.gzip(good);
		byte[] badCrc = gzip.clone();
		badCrc[badCrc.length - 6] ^= 1;
		byte[] notUtf8 = jsonOf("\"name\":\"?\"").getBytes(StandardCharsets.UTF_8);
		notUtf8[new String(notUtf8, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xFF;
		return Stream
			.of(Input.json("1", "empty body", "", 400), Input.json("2", "truncated", "{\"resourceSpans\":[", 400),
					Input.json("3", "trailing garbage", "{} x", 400), Input.json("3", "second object", "{}{}", 400),
					Input.json("4", "array", "[]", 400), Input.json("4", "scalar", "7", 400),
					Input.json("4", "null", "null", 400),
					Input.json("5", "nesting over 410", "{\"x\":" + "[".repeat(410) + "]".repeat(410) + "}", 400),
					Input.json("6", "number of 1001 digits", "{\"x\":" + "1".repeat(1001) + "}", 400),
					new Input("7", "invalid UTF-8", JSON_TYPE, null, notUtf8, 400),
					Input.json("8", "lone surrogate", jsonOf("\"name\":\"\\ud800\""), 400),
					Input.json("9", "NaN", jsonOf("\"flags\":NaN"), 400),
					Input.json("9", "Infinity", jsonOf("\"flags\":Infinity"), 400),
					Input.json("10", "object for a string", jsonOf("\"name\":{}"), 400),
					Input.json("11", "overflow", jsonOf(attribute("\"intValue\":\"9223372036854775808\"")), 400),
					Input.json("11", "overflow", jsonOf(attribute("\"intValue\":9223372036854775808")), 400),
					Input.json("11", "fraction", jsonOf(attribute("\"intValue\":1.5")), 400),
					Input.json("11", "overflow of a time", jsonOf("\"startTimeUnixNano\":\"18446744073709551616\""),
							400),
					Input.json("12", "id not hex", jsonOf("\"spanId\":\"zzzzzzzzzzzzzzzz\""), 400),
					Input.json("13", "id too short", jsonOf("\"spanId\":\"abc\""), 400),
					Input.protobuf("14", "truncated varint", new byte[] { 0x0A, (byte) 0xFF }, 400),
					Input.protobuf("15", "length past the end", new byte[] { 0x0A, 0x7F, 0 }, 400),
					Input.protobuf("16", "wire type 6", new byte[] { 0x0E, 0 }, 400),
					Input.protobuf("16", "wire type 7", new byte[] { 0x0F, 0 }, 400),
					Input.protobuf("17", "field number 0", new byte[] { 0x02, 0 }, 400),
					Input.protobuf("18", "groups over 100", repeat((byte) 0x7B, 200), 400),
					Input.protobuf("19", "invalid UTF-8", new byte[] { 0x0A, 3, 0x1A, 1, (byte) 0xFF }, 400),
					Input.encoded("20", "gzip over plain bytes", "gzip", good, 400),
					Input.encoded("21", "gzip truncated", "gzip", Arrays.copyOf(gzip, gzip.length - 10), 400),
					Input.encoded("21", "gzip with a bad CRC", "gzip", badCrc, 400),
					Input.encoded("22", "bad zstd magic", "zstd", good, 400),
					Input.encoded("23", "zstd truncated", "zstd", Arrays.copyOf(Zstd.compress(good), 12), 400),
					Input.encoded("23", "empty gzip", "gzip", new byte[0], 400),
					Input.json("23b", "name of a kind", jsonOf("\"kind\":\"SPAN_KIND_SERVER\""), 400),
					Input.json("23b", "name of a status", jsonOf("\"status\":{\"code\":\"STATUS_CODE_OK\"}"), 400),
					new Input("25", "no type", null, null, good, 415),
					new Input("26", "text", "text/plain", null, good, 415),
					new Input("26", "unreadable type", "///", null, good, 415),
					Input.encoded("27", "unknown encoding", "br", good, 415),
					Input.encoded("27", "stacked encodings", "gzip, gzip", good, 415),
					new Input("28", "utf-16", "application/json; charset=utf-16", null,
							"{}".getBytes(StandardCharsets.UTF_16), 415),
					Input.protobuf("29", "length over the limit", new byte[LIMIT + 1], 413),
					Input.encoded("31", "gzip bomb", "gzip", OtlpBytes.gzip(OtlpBytes.padded(5 * LIMIT)), 413),
					Input.encoded("32", "gzip bomb in members", "gzip",
							OtlpBytes.concat(OtlpBytes.gzip(OtlpBytes.padded(LIMIT / 2)),
									OtlpBytes.gzip(OtlpBytes.padded(LIMIT / 2)),
									OtlpBytes.gzip(OtlpBytes.padded(LIMIT / 2))),
							413),
					Input.encoded("31", "gzip bomb in an unknown field", "gzip",
							OtlpBytes.gzip(unknownField(5 * LIMIT)), 413),
					Input.encoded("33", "zstd with a huge window", "zstd", zstdWithWindow(27), 413),
					Input.encoded("33", "zstd bomb", "zstd", Zstd.compress(OtlpBytes.padded(5 * LIMIT)), 413));
	}

	@ParameterizedTest
	@MethodSource("undecodable")
	void export_refuses(Input input) throws Exception {
		HttpResponse<byte[]> answer = send(input);

		assertThat(answer.statusCode()).isEqualTo(input.status());
		boolean protobuf = PROTOBUF_TYPE.equals(input.type());
		assertThat(answer.headers().firstValue("Content-Type")).hasValue(protobuf ? PROTOBUF_TYPE : JSON_TYPE);
		assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
		int code = (input.status() == 413) ? 8 : 3;
		if (protobuf) {
			Status status = Status.parseFrom(answer.body());
			assertThat(status.getCode()).isEqualTo(code);
			assertThat(status.getMessage()).isNotEmpty();
		}
		else {
			assertThat(JSON.readTree(answer.body()).get("code").intValue()).isEqualTo(code);
			assertThat(JSON.readTree(answer.body()).get("message").stringValue()).isNotEmpty();
		}
		assertThat(this.reader.find(new TraceId(TRACE))).isEmpty();
	}

	@Test
	void export_refusesOtherMethods_input24() throws Exception {
		HttpResponse<byte[]> answer = this.client.send(
				HttpRequest.newBuilder(uri(this.port, "/v1/traces")).GET().build(),
				HttpResponse.BodyHandlers.ofByteArray());

		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
		assertThat(JSON.readTree(answer.body()).get("code").intValue()).isEqualTo(12);
	}

	@Test
	void export_refusesChunksOverTheLimit_input30() throws Exception {
		HttpResponse<byte[]> answer = this.client.send(HttpRequest.newBuilder(uri(this.port, "/v1/traces"))
			.header("Content-Type", PROTOBUF_TYPE)
			.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(OtlpBytes.padded(LIMIT + 1))))
			.build(), HttpResponse.BodyHandlers.ofByteArray());

		assertThat(answer.statusCode()).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /v1/traces HTTP/1.1\r\nHost: lo",
			"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{" })
	void export_closes_whenHeadersOrBodyAreSlow_inputs35And36(String start) throws Exception {
		String answer = exchange(start);

		assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 408")).as(answer).isTrue();
	}

	@Test
	void export_refusesOversizedHeaders_input37() throws Exception {
		String answer = exchange(
				"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(60_000) + "\r\n\r\n");

		assertThat(answer).matches("(?s)HTTP/1.1 (400|431).*");
	}

	static Stream<Input> rejectable() {
		return Stream.of(Input.json("39", "zero trace id", jsonOf("\"traceId\":\"" + "0".repeat(32) + "\""), 200),
				Input.json("39", "zero span id", jsonOf("\"spanId\":\"" + "0".repeat(16) + "\""), 200),
				Input.protobuf("39", "zero ids", OtlpBytes.messageOf(new byte[16], new byte[8], 1), 200),
				Input.protobuf("40", "trace id too short", OtlpBytes.messageOf(new byte[] { 1 }, id(8), 1), 200),
				Input.protobuf("40", "span id too long", OtlpBytes.messageOf(id(16), id(9), 1), 200),
				Input.json("41", "empty id", jsonOf("\"spanId\":\"\""), 200),
				Input.protobuf("41", "empty ids", OtlpBytes.messageOf(new byte[0], new byte[0], 1), 200),
				Input.protobuf("42", "time over 2^63", OtlpBytes.messageOf(id(16), id(8), -1), 200),
				Input.json("42", "time over 2^63", jsonOf("\"endTimeUnixNano\":\"9223372036854775808\""), 200), Input
					.json("42", "time over 2^63", jsonOf("\"events\":[{\"timeUnixNano\":18446744073709551615}]"), 200));
	}

	@ParameterizedTest
	@MethodSource("rejectable")
	void export_rejectsOneSpan_andKeepsTheOther(Input input) throws Exception {
		boolean protobuf = PROTOBUF_TYPE.equals(input.type());
		byte[] good = OtlpMessages.request(List.of(span("good"))).toByteArray();
		byte[] body = protobuf ? OtlpBytes.concat(input.body(), good)
				: new String(input.body(), StandardCharsets.UTF_8)
					.replace("\"spans\":[", "\"spans\":[" + spanJson("\"name\":\"good\"") + ",")
					.getBytes(StandardCharsets.UTF_8);

		HttpResponse<byte[]> answer = send(new Input("", "", input.type(), null, body, 200));

		assertThat(answer.statusCode()).isEqualTo(200);
		if (protobuf) {
			ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer.body());
			assertThat(response.getPartialSuccess().getRejectedSpans()).isOne();
			assertThat(response.getPartialSuccess().getErrorMessage()).startsWith("1 spans:");
		}
		else {
			JsonNode response = JSON.readTree(answer.body());
			assertThat(response.at("/partialSuccess/rejectedSpans").stringValue()).isEqualTo("1");
			assertThat(response.at("/partialSuccess/errorMessage").stringValue()).startsWith("1 spans:");
		}
		assertThat(stored().name()).isEqualTo("good");
	}

	@Test
	void export_passesOverUnknownFields_inputs43And44() throws Exception {
		accept(jsonOf("\"unknown\":{\"a\":[1]},\"parent_span_id\":\"eee19b7ec3c1b175\",\"name\":\"kept\""));

		assertThat(stored().name()).isEqualTo("kept");
		assertThat(stored().parentSpanId()).isNull();
	}

	@Test
	void export_takesUpperCaseHex_input45() throws Exception {
		accept(jsonOf(
				"\"traceId\":\"" + TRACE.toUpperCase(java.util.Locale.ROOT) + "\",\"spanId\":\"EEE19B7EC3C1B174\""));

		assertThat(stored().spanId()).isEqualTo(new SpanId(SPAN));
	}

	@Test
	void export_takesNumbersInBothForms_inputs46And47() throws Exception {
		accept(jsonOf(
				"\"startTimeUnixNano\":1767605400100000001,\"endTimeUnixNano\":\"1767605400100000002\",\"attributes\":["
						+ entry("a", "\"intValue\":\"-9223372036854775808\"") + ","
						+ entry("b", "\"intValue\":9223372036854775807") + "," + entry("c", "\"doubleValue\":\"NaN\"")
						+ "," + entry("d", "\"doubleValue\":1") + "," + entry("e", "\"bytesValue\":\"AAE_\"") + "]"));

		assertThat(stored().startEpochNanos()).isEqualTo(1_767_605_400_100_000_001L);
		assertThat(stored().endEpochNanos()).isEqualTo(1_767_605_400_100_000_002L);
		Attributes attributes = stored().attributes();
		assertThat(attributes.get("a")).isEqualTo(new AttributeValue.LongValue(Long.MIN_VALUE));
		assertThat(attributes.get("b")).isEqualTo(new AttributeValue.LongValue(Long.MAX_VALUE));
		assertThat(attributes.get("c")).isEqualTo(new AttributeValue.DoubleValue(Double.NaN));
		assertThat(attributes.get("d")).isEqualTo(new AttributeValue.DoubleValue(1));
		assertThat(attributes.get("e")).isEqualTo(new AttributeValue.BytesValue(new byte[] { 0, 1, 63 }));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"resourceSpans\":[]}", "{\"resourceSpans\":null}", "{\"resourceSpans\":[{}]}",
			"{\"resourceSpans\":[{\"scopeSpans\":[{}]}]}" })
	void export_succeeds_whenThereIsNothingInIt_inputs48And49(String body) throws Exception {
		accept(body);
	}

	@Test
	void export_succeeds_whenTheBodyIsEmptyProtobuf_input48() throws Exception {
		HttpResponse<byte[]> answer = send(Input.protobuf("48", "empty", new byte[0], 200));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
	}

	@Test
	void export_takesTheLastOfEqualKeys_inputs50And51() throws Exception {
		accept(jsonOf("\"name\":\"a\",\"name\":\"b\",\"attributes\":[" + entry("k", "\"intValue\":1") + ","
				+ entry("k", "\"intValue\":2") + "]"));

		assertThat(stored().name()).isEqualTo("b");
		assertThat(stored().attributes().get("k")).isEqualTo(new AttributeValue.LongValue(2));
	}

	@Test
	void export_keepsSchemaUrls_input52() throws Exception {
		accept("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spanJson("\"name\":\"a\"")
				+ "],\"schemaUrl\":\"not a url\"}],\"schemaUrl\":\"urn:r\"}]}");

		assertThat(stored().resource().schemaUrl()).isEqualTo("urn:r");
		assertThat(stored().scope().schemaUrl()).isEqualTo("not a url");
	}

	@Test
	void export_takesUnknownKinds_input53() throws Exception {
		accept(jsonOf("\"kind\":99"));

		assertThat(stored().kind()).isEqualTo(SpanKind.UNSPECIFIED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\\u0000b", "\\ud83d\\ude00 \u05e9\u05dc\u05d5\u05dd", "<script>alert(1)</script>",
			"\\u001b[31mred", "a\\r\\nb", "'; DROP TABLE spans; --", "__proto__" })
	void export_keepsText_inputs54And55And59(String escaped) throws Exception {
		accept(jsonOf("\"name\":\"" + escaped + "\",\"attributes\":["
				+ entry(escaped, "\"stringValue\":\"" + escaped + "\"") + "]"));

		String text = JSON.readTree('"' + escaped + '"').stringValue();
		assertThat(stored().name()).isEqualTo(text);
		assertThat(stored().attributes().get(text)).isEqualTo(new AttributeValue.StringValue(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"startTimeUnixNano\":2,\"endTimeUnixNano\":1", "\"startTimeUnixNano\":0",
			"\"startTimeUnixNano\":9223372036854775807,\"endTimeUnixNano\":9223372036854775807",
			"\"parentSpanId\":\"" + SPAN + "\"" })
	void export_keepsOddTimesAndParents_inputs56To58(String fields) throws Exception {
		accept(jsonOf(fields));

		assertThat(this.reader.find(new TraceId(TRACE))).hasValueSatisfying((trace) -> {
			assertThat(trace.root().spanId()).isEqualTo(new SpanId(SPAN));
			assertThat(trace.durationNanos()).isNotNegative();
		});
	}

	@Test
	void export_keepsDeepAttributes_input60() throws Exception {
		String value = "\"arrayValue\":{\"values\":[{\"intValue\":1},{\"stringValue\":\"a\"},{\"bytesValue\":\"AAE=\"},{}]}";
		for (int i = 0; i < 20; i++) {
			value = "\"kvlistValue\":{\"values\":[" + entry("k", value) + "]}";
		}
		accept(jsonOf("\"attributes\":[" + entry("deep", value) + "]"));
		Span fromJson = stored();
		forgetSpan();

		HttpResponse<byte[]> answer = send(
				Input.protobuf("60", "deep", OtlpMessages.request(List.of(fromJson)).toByteArray(), 200));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(stored()).isEqualTo(fromJson);
	}

	@Test
	void export_readsBackEqual_throughEveryTransportAndEncoding() throws Exception {
		GeneratedTraces.traces().sampleStream().limit(5).forEach((trace) -> {
			byte[] message = OtlpMessages.request(trace.spans()).toByteArray();
			List<Input> inputs = List.of(new Input("", "json", JSON_TYPE, null, OtlpRoundTripTest.json(trace), 200),
					new Input("", "json", JSON_TYPE, "gzip", OtlpBytes.gzip(OtlpRoundTripTest.json(trace)), 200),
					Input.protobuf("", "protobuf", message, 200),
					Input.encoded("", "gzip", "gzip", OtlpBytes.gzip(message), 200),
					Input.encoded("", "two members", "gzip",
							OtlpBytes.concat(OtlpBytes.gzip(message), OtlpBytes.gzip(new byte[0])), 200),
					Input.encoded("", "zstd", "zstd", Zstd.compress(message), 200));
			for (Input input : inputs) {
				assertThat(sendUnchecked(input).statusCode()).isEqualTo(200);
				assertStoredAndForget(trace, input.what());
			}
			callUnchecked(message, CallOptions.DEFAULT);
			assertStoredAndForget(trace, "gRPC");
			callUnchecked(message, CallOptions.DEFAULT.withCompression("gzip"));
			assertStoredAndForget(trace, "gRPC with gzip");
		});
	}

	@Test
	void export_countsOnce_whenTheSameIsSentAgain() throws Exception {
		accept(jsonOf("\"name\":\"a\""));
		accept(jsonOf("\"name\":\"a\""));

		assertThat(this.reader.find(new TraceId(TRACE)).orElseThrow().spans()).hasSize(1);
	}

	@Test
	void otlpPort_servesOtlpAlone() throws Exception {
		HttpResponse<byte[]> otlp = this.client
			.send(HttpRequest.newBuilder(uri(this.otlpPort.localPort(), "/v1/traces"))
				.header("Content-Type", JSON_TYPE)
				.POST(HttpRequest.BodyPublishers.ofString("{}"))
				.build(), HttpResponse.BodyHandlers.ofByteArray());

		assertThat(otlp.statusCode()).isEqualTo(200);
		for (String path : List.of("/v1/metrics", "/v1/logs", "/api/traces", "/actuator/health", "/v3/api-docs",
				"/v1/../api/traces", "/v1/%2e%2e/api/traces", "/v1/..;/api/traces")) {
			assertThat(this.client
				.send(HttpRequest.newBuilder(uri(this.otlpPort.localPort(), path))
					.POST(HttpRequest.BodyPublishers.ofString("{}"))
					.build(), HttpResponse.BodyHandlers.ofString())
				.statusCode()).as(path).isIn(400, 404);
		}
	}

	static Stream<Input> undecodableMessages() {
		return undecodable().filter((input) -> PROTOBUF_TYPE.equals(input.type()) && input.encoding() == null)
			.filter((input) -> input.status() == 400);
	}

	private void assertStoredAndForget(Trace trace, String through) {
		Trace stored = this.reader.find(trace.id()).orElseThrow();
		Trace expected = Trace.of(trace.id(),
				trace.spans().stream().map((span) -> new ReceivedSpan(span, null, 1)).toList(), SystemNaming.AS_SENT);
		assertThat(stored.spans()).as(through).containsExactlyInAnyOrderElementsOf(expected.spans());
		this.service.delete(trace.id());
	}

	private void forgetSpan() {
		this.service.delete(new TraceId(TRACE));
	}

	private Span stored() {
		return this.reader.find(new TraceId(TRACE)).orElseThrow().spans().getFirst();
	}

	private void accept(String json) throws Exception {
		HttpResponse<byte[]> answer = send(Input.json("", "", json, 200));
		assertThat(answer.statusCode()).as(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue(JSON_TYPE);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
	}

	private HttpResponse<byte[]> sendUnchecked(Input input) {
		try {
			return send(input);
		}
		catch (IOException | InterruptedException failed) {
			throw new AssertionError(failed);
		}
	}

	private HttpResponse<byte[]> send(Input input) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(this.port, "/v1/traces"))
			.POST(HttpRequest.BodyPublishers.ofByteArray(input.body()));
		if (input.type() != null) {
			request.header("Content-Type", input.type());
		}
		if (input.encoding() != null) {
			request.header("Content-Encoding", input.encoding());
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
	}

	private String exchange(String request) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private void callUnchecked(byte[] message, CallOptions options) {
		try {
			assertThat(ExportTraceServiceResponse.parseFrom(this.grpc.export(message, options)).hasPartialSuccess())
				.isFalse();
		}
		catch (InvalidProtocolBufferException broken) {
			throw new AssertionError(broken);
		}
	}

	private static URI uri(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private static Span span(String name) {
		return Span.builder(new TraceId(TRACE), new SpanId(SPAN), name).time(1, 2).build();
	}

	private static String jsonOf(String fields) {
		return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spanJson(fields) + "]}]}]}";
	}

	/** Of a field that comes twice the last counts. */
	private static String spanJson(String fields) {
		return "{\"traceId\":\"" + TRACE + "\",\"spanId\":\"" + SPAN + "\"," + fields + "}";
	}

	private static String attribute(String value) {
		return "\"attributes\":[" + entry("k", value) + "]";
	}

	private static String entry(String key, String value) {
		return "{\"key\":\"" + key + "\",\"value\":{" + value + "}}";
	}

	private static byte[] id(int length) {
		return HexFormat.of().parseHex("ab".repeat(length));
	}

	/** A valid request that holds nothing but a field that is passed over. */
	private static byte[] unknownField(int bytes) {
		return UnknownFieldSet.newBuilder()
			.addField(99,
					UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFrom(new byte[bytes])).build())
			.build()
			.toByteArray();
	}

	private static byte[] repeat(byte value, int times) {
		byte[] bytes = new byte[times];
		Arrays.fill(bytes, value);
		return bytes;
	}

	private static byte[] zstdWithWindow(int windowLog) {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (ZstdOutputStream zstd = new ZstdOutputStream(zipped)) {
			zstd.setLong(windowLog);
			zstd.write(OtlpBytes.padded(1000));
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
		return zipped.toByteArray();
	}

}
