package io.mahavishnu.otel.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every limit of a request: what is just within it is taken, what is just over it is not.
 */
@ReceiveTest
@TestPropertySource(properties = { "mahavishnu.otel-ingester.ingest.spans-per-trace-max=5",
		"mahavishnu.otel-ingester.ingest.spans-per-export-max=5", "mahavishnu.otel-ingester.mcp.body-max=64KB",
		"server.tomcat.connection-timeout=60s" })
class RequestLimitsTest {

	private static final String JSON = "application/json";

	private static final int BODY_MAX = 1024 * 1024;

	private static final int LINE_MAX = 64 * 1024;

	private static final int BATCH_MAX = 8 * BODY_MAX;

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private GrpcServerLifecycle grpcServer;

	private ManagedChannel channel;

	@BeforeEach
	void connect() {
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", this.grpcServer.getPort()).usePlaintext().build();
	}

	@AfterEach
	void disconnect() {
		this.channel.shutdownNow();
		this.client.close();
	}

	/**
	 * A limit of what is sent in a body.
	 *
	 * @param name what is limited
	 * @param path where it is sent to
	 * @param type its Content-Type
	 * @param encoding its Content-Encoding, or null
	 * @param max the most that is allowed
	 * @param body a body that has as much as it is told
	 * @param over the status of a body that has one more
	 */
	record Limit(String name, String path, String type, @Nullable String encoding, int max, IntFunction<byte[]> body,
			int over) {

		static Limit json(String name, String path, int max, IntFunction<String> body, int over) {
			return new Limit(name, path, JSON, null, max, (size) -> bytes(body.apply(size)), over);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static Stream<Limit> limits() {
		return Stream.of(Limit.json("bytes of a trace", "/api/traces?wait=false", BODY_MAX, padded(trace(1)), 413),
				Limit.json("bytes of an export", "/v1/traces", BODY_MAX, padded("{}"), 413),
				packed("gzip", RequestLimitsTest::gzip), packed("zstd", Zstd::compress),
				Limit.json("bytes of a batch", "/api/traces/batch?wait=false", BATCH_MAX, padded("[" + trace(1) + "]"),
						413),
				new Limit("bytes of a line", "/api/traces/batch?wait=false", "application/x-ndjson", null, LINE_MAX,
						(size) -> bytes(padded(trace(1)).apply(size) + "\n"), 400),
				Limit.json("bytes of a question", "/api/traces/search", BODY_MAX, padded("{\"query\":\"x\"}"), 413),
				Limit.json("bytes of a property", "/api/traces/search", BODY_MAX,
						(size) -> "{\"query\":\"x\",\"more\":\"" + "x".repeat(size - 23) + "\"}", 413),
				Limit.json("bytes for an agent", "/mcp", LINE_MAX,
						padded("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"), 413),
				Limit.json("nesting of a trace", "/api/traces?wait=false", 100,
						(depth) -> "{\"trace_id\":\"n\",\"spans\":[{}],\"more\":" + nested(depth - 1) + "}", 400),
				Limit.json("nesting of an export", "/v1/traces", 410, (depth) -> "{\"more\":" + nested(depth - 1) + "}",
						400),
				Limit.json("spans of a trace", "/api/traces?wait=false", 5, RequestLimitsTest::trace, 400),
				Limit.json("spans of an export", "/v1/traces", 5, RequestLimitsTest::export, 413),
				Limit.json("characters of an id", "/api/traces?wait=false", 128,
						(length) -> trace(1).replace("limits", "x".repeat(length)), 400),
				Limit.json("characters of a query", "/api/traces/search", 4000,
						(length) -> "{\"query\":\"" + "x".repeat(length) + "\"}", 400),
				Limit.json("results of a page", "/api/traces/search", 1000,
						(count) -> "{\"query\":\"x\",\"limit\":" + count + "}", 400),
				filter("characters", 4000, (length) -> "{ .a = \"" + "x".repeat(length - 11) + "\" }"),
				filter("conditions", 50,
						(count) -> "{ " + String.join(" && ", Collections.nCopies(count, ".a=1")) + " }"),
				filter("depth", 20, (depth) -> "{ " + "(".repeat(depth - 1) + ".a=1" + ")".repeat(depth - 1) + " }"));
	}

	@ParameterizedTest
	@MethodSource("limits")
	void whatIsWithin_isTaken_andOneMore_isRefused(Limit limit) throws Exception {
		assertThat(send(limit, limit.max())).matches((answer) -> answer.statusCode() < 300, "taken");
		assertThat(send(limit, limit.max() + 1).statusCode()).isEqualTo(limit.over());
	}

	@Test
	void aMessageOverGrpc_mayHaveAsManyBytesAndSpans_asABody() {
		export(message(BODY_MAX));
		assertIsTooLarge(message(BODY_MAX + 1));
		export(OtlpMessages.request(spans(5)));
		assertIsTooLarge(OtlpMessages.request(spans(6)));
	}

	@Test
	void aTraceInAnArray_mayHaveAsManyBytes_asALine() throws Exception {
		JsonNode taken = batch(sized(LINE_MAX), trace(1));
		assertThat(taken.get("ingested").intValue()).isEqualTo(2);
		JsonNode refused = batch(trace(1), sized(LINE_MAX + 1));
		assertThat(refused.get("ingested").intValue()).isEqualTo(1);
		assertThat(refused.at("/errors/0/code").asString()).isEqualTo("payload-too-large");
		assertThat(refused.at("/errors/0/detail").asString()).contains("receive.line-max");
		JsonNode brokenOff = batch(trace(1), sized(3 * LINE_MAX), trace(1));
		assertThat(brokenOff.get("ingested").intValue()).isEqualTo(1);
		assertThat(brokenOff.at("/errors/0/detail").asString()).contains("receive.line-max", "nothing from there on");
		assertThat(post("/api/traces/batch?wait=false", "[" + sized(3 * LINE_MAX) + "]").statusCode()).isEqualTo(413);
	}

	@Test
	void aTraceInAnArray_mayHaveAsManySpans_asOneAlone() throws Exception {
		JsonNode answer = batch(trace(1), trace(6), trace(5));
		assertThat(answer.get("ingested").intValue()).isEqualTo(2);
		assertThat(answer.at("/errors/0/trace_id").asString()).isEqualTo("limits");
		assertThat(answer.at("/errors/0/detail").asString()).contains("spans-per-trace-max");
	}

	private JsonNode batch(String... traces) throws IOException, InterruptedException {
		return new JsonMapper()
			.readTree(post("/api/traces/batch?wait=false", "[" + String.join(",", traces) + "]").body());
	}

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return send(Limit.json(path, path, 0, (_) -> body, 0), 0);
	}

	/** A trace of so many bytes, most of them one text. */
	private static String sized(int bytes) {
		String around = "{\"trace_id\":\"long\",\"spans\":[{\"name\":\"\"}]}";
		return around.replace("\"\"", "\"" + "x".repeat(bytes - around.length()) + "\"");
	}

	private void export(ExportTraceServiceRequest request) {
		assertThat(TraceServiceGrpc.newBlockingStub(this.channel).export(request).hasPartialSuccess()).isFalse();
	}

	/** It will never be smaller, so that nothing says when to send it again. */
	private void assertIsTooLarge(ExportTraceServiceRequest request) {
		assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> export(request))
			.satisfies((refused) -> {
				assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
				com.google.rpc.Status status = StatusProto.fromThrowable(refused);
				assertThat(status != null && status.getDetailsCount() > 0).isFalse();
			});
	}

	private HttpResponse<String> send(Limit limit, int size) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + limit.path()))
			.header("Content-Type", limit.type())
			.header("Accept", "application/json, text/event-stream")
			.POST(HttpRequest.BodyPublishers.ofByteArray(limit.body().apply(size)));
		if (limit.encoding() != null) {
			request.header("Content-Encoding", limit.encoding());
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static Limit packed(String encoding, Function<byte[], byte[]> pack) {
		return new Limit("bytes of an export in " + encoding, "/v1/traces", JSON, encoding, BODY_MAX,
				(size) -> pack.apply(bytes(padded("{}").apply(size))), 413);
	}

	private static Limit filter(String of, int max, IntFunction<String> filter) {
		return Limit.json(of + " of a filter", "/api/traces/search", max,
				(size) -> "{\"query\":\"x\",\"filter\":\"" + filter.apply(size).replace("\"", "\\\"") + "\"}", 400);
	}

	private static IntFunction<String> padded(String json) {
		return (size) -> json + " ".repeat(size - json.length());
	}

	private static String nested(int depth) {
		return "[".repeat(depth) + "]".repeat(depth);
	}

	private static String trace(int spans) {
		return "{\"trace_id\":\"limits\",\"spans\":["
				+ String.join(",", Collections.nCopies(spans, "{\"name\":\"n\",\"start_time\":1704067200}")) + "]}";
	}

	private static String export(int spans) {
		String all = String.join(",",
				IntStream.range(0, spans)
					.mapToObj((i) -> "{\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"000000000000000"
							+ (i + 1) + "\"}")
					.toList());
		return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + all + "]}]}]}";
	}

	private static List<Span> spans(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> Span
				.builder(new TraceId("5b8efff798038103d269b633813fc60c"), new SpanId("000000000000000" + (i + 1)), "n")
				.build())
			.toList();
	}

	/** A message of so many bytes, all but a few of them in a field that nobody knows. */
	private static ExportTraceServiceRequest message(int bytes) {
		ExportTraceServiceRequest small = message(ByteString.copyFrom(new byte[bytes / 2]));
		int around = small.getSerializedSize() - bytes / 2;
		return message(ByteString.copyFrom(new byte[bytes - around]));
	}

	private static ExportTraceServiceRequest message(ByteString field) {
		return ExportTraceServiceRequest.newBuilder()
			.setUnknownFields(UnknownFieldSet.newBuilder()
				.addField(1000, UnknownFieldSet.Field.newBuilder().addLengthDelimited(field).build())
				.build())
			.build();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(bytes);
		}
		catch (IOException impossible) {
			throw new java.io.UncheckedIOException(impossible);
		}
		return packed.toByteArray();
	}

}
