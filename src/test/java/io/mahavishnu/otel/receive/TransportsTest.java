package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.mahavishnu.otel.OtelIngesterApplication;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.ingest.IngestService;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the trace, it reads back as it was sent, through each way in of a running
 * service: from the store, and as OTLP from the API.
 */
class TransportsTest {

	private static final String JSON_TYPE = "application/json";

	private static @Nullable ServletWebServerApplicationContext service;

	private static @Nullable ManagedChannel channel;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeContainer
	static void start() {
		ServletWebServerApplicationContext started = (ServletWebServerApplicationContext) new SpringApplicationBuilder(
				OtelIngesterApplication.class)
			.run("--server.port=0", "--mahavishnu.otel-ingester.hot-store-path=:memory:",
					"--mahavishnu.otel-ingester.receive.otlp-http-port=-1", "--spring.grpc.server.port=0");
		service = started;
		channel = NettyChannelBuilder.forAddress("127.0.0.1", started.getBean(GrpcServerLifecycle.class).getPort())
			.usePlaintext()
			.build();
	}

	@AfterContainer
	static void stop() {
		Objects.requireNonNull(channel).shutdownNow();
		Objects.requireNonNull(service).close();
	}

	@Property(tries = 25)
	void aTrace_readsBackEqual_throughEveryTransport(@ForAll("traces") Trace trace) {
		post("/v1/traces", JSON_TYPE, OtlpRoundTripTest.json(trace));
		assertIsStored(trace.spans(), "OTLP JSON");
		post("/v1/traces", "application/x-protobuf", OtlpMessages.request(trace.spans()).toByteArray());
		assertIsStored(trace.spans(), "OTLP protobuf");
		TraceServiceGrpc.newBlockingStub(Objects.requireNonNull(channel)).export(OtlpMessages.request(trace.spans()));
		assertIsStored(trace.spans(), "gRPC");
		post("/api/traces?wait=false", JSON_TYPE, SimpleJsonText.of(trace).getBytes(StandardCharsets.UTF_8));
		assertIsStored(trace.spans().stream().map(SimpleJsonText::expressible).toList(), "simple JSON");
	}

	@Provide
	static Arbitrary<Trace> traces() {
		return GeneratedTraces.traces();
	}

	/** Compares, in the store and as read back as OTLP, and makes room for the next. */
	private void assertIsStored(List<Span> expected, String through) {
		Trace stored = bean(TraceReader.class).find(expected.getFirst().traceId()).orElseThrow();
		assertThat(stored.spans()).as(through).containsExactlyInAnyOrderElementsOf(expected);
		OtlpExport export = new OtlpExport(1, RequestSize.unlimited());
		OtlpJsonDecoder.decode(new ByteArrayInputStream(get("/api/traces/" + stored.id() + "?format=otlp")), export);
		assertThat(export.spans().stream().map(ReceivedSpan::span)).as(through + " read back as OTLP")
			.containsExactlyInAnyOrderElementsOf(expected);
		bean(IngestService.class).delete(stored.id());
	}

	private void post(String path, String type, byte[] body) {
		HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
		assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isBetween(200, 202);
	}

	private byte[] get(String path) {
		HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(uri(path)));
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}

	private HttpResponse<byte[]> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	private static URI uri(String path) {
		return URI.create("http://127.0.0.1:"
				+ Objects.requireNonNull(Objects.requireNonNull(service).getWebServer()).getPort() + path);
	}

	private static <T> T bean(Class<T> type) {
		return Objects.requireNonNull(service).getBean(type);
	}

}
