package io.mahavishnu.otel;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.mahavishnu.otel.receive.OtlpMessages;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.Clock;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When nothing more can be taken, every transport says so at once and names when to send
 * again; what was acknowledged is stored. The store's writer is held by a clock that
 * stands still, so that its queue is as full as the test wants it.
 */
@SpringBootTest(classes = OtelIngesterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "mahavishnu.otel-ingester.hot-store-path=:memory:",
				"mahavishnu.otel-ingester.receive.otlp-http-port=0", "spring.grpc.server.port=0",
				"mahavishnu.otel-ingester.store.queued-spans-max=5",
				"mahavishnu.otel-ingester.receive.in-flight-max=1MB" })
@Import({ Endpoints.class, BackPressureTest.Clocks.class })
class BackPressureTest {

	private static final int LARGE = 200_000;

	@Autowired
	private Endpoints endpoints;

	@Autowired
	private StandingClock clock;

	private OtlpClient otlp;

	private ServiceClient client;

	private int spans;

	@BeforeEach
	void connect() {
		this.otlp = this.endpoints.otlp();
		this.client = this.endpoints.client();
	}

	@AfterEach
	void letGo() {
		this.clock.go();
		this.otlp.close();
	}

	@Test
	void aFullQueue_isRefusedAtOnceWithAHint_onEveryTransport_andWhatWaitedIsStored() throws Exception {
		this.clock.stand();
		CompletableFuture<Integer> beingWritten = async(() -> exportSmall(1));
		awaitMetric("mahavishnu_store_queued", 0);
		awaitWriter();
		CompletableFuture<Integer> waiting = async(() -> exportSmall(5));
		awaitMetric("mahavishnu_store_queued", 5);

		Map<String, Double> before = refusals();
		assertIsRefusedEverywhere("wait to be stored");
		Map<String, Double> after = refusals();
		assertThat(before).hasSize(4)
			.allSatisfy((transport, count) -> assertThat(after).containsEntry(transport,
					count + (transport.equals("otlp-http") ? 2 : 1)));

		this.clock.go();
		assertThat(beingWritten.get(30, TimeUnit.SECONDS)).isEqualTo(200);
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(200);
		assertThat(this.client.get("/api/traces/" + traceId()).body().get("span_count").asInt()).isEqualTo(6);
		assertThat(this.otlp.http(request(1, "later")).statusCode()).isEqualTo(200);
	}

	@Test
	void bodiesBeyondTheBytesInFlight_areRefusedAtOnceWithAHint_untilThereIsRoom() throws Exception {
		this.clock.stand();
		List<CompletableFuture<Integer>> held = List.of(async(() -> exportLarge(4)));
		awaitMetric("mahavishnu_receive_in_flight_bytes", 4 * LARGE);

		HttpResponse<byte[]> answer = this.otlp.http(request(4, "x".repeat(LARGE)));
		assertIsRefused(answer, "in-flight-max");
		assertThatExceptionOfType(StatusRuntimeException.class)
			.isThrownBy(() -> this.otlp.grpc(request(4, "x".repeat(LARGE))))
			.satisfies((refusal) -> assertHasHint(refusal, "in-flight-max"));
		assertThat(this.client.post("/api/traces", simpleJson("x".repeat(4 * LARGE))).status()).isEqualTo(503);

		this.clock.go();
		assertThat(held.getFirst().get(30, TimeUnit.SECONDS)).isEqualTo(200);
		awaitMetric("mahavishnu_receive_in_flight_bytes", 0);
		assertThat(this.otlp.http(request(4, "x".repeat(LARGE))).statusCode()).isEqualTo(200);
		this.otlp.grpc(request(4, "x".repeat(LARGE)));
		awaitMetric("mahavishnu_receive_in_flight_bytes", 0);
	}

	@Test
	void aBodyOverTheBytesInFlight_isTaken_whenItIsAlone() {
		assertThat(this.otlp.http(request(6, "x".repeat(LARGE))).statusCode()).isEqualTo(200);
	}

	private void assertIsRefusedEverywhere(String why) {
		assertIsRefused(this.otlp.http(request(1, "small")), why);
		HttpResponse<byte[]> json = this.otlp.http("application/json",
				"{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%s\",\"spanId\":\"00000000000000ff\"}]}]}]}"
					.formatted(traceId())
					.getBytes(StandardCharsets.UTF_8));
		assertThat(json.statusCode()).isEqualTo(503);
		assertThat(json.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(new String(json.body(), StandardCharsets.UTF_8)).contains("\"code\":14").contains(why);
		assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> this.otlp.grpc(request(1, "small")))
			.satisfies((refusal) -> assertHasHint(refusal, why));
		for (String path : List.of("/api/traces", "/api/traces/batch")) {
			String body = path.endsWith("batch") ? '[' + simpleJson("small") + ']' : simpleJson("small");
			ServiceClient.Answer answer = this.client.post(path, body);
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
			assertThat(answer.body().get("type").asString()).isEqualTo("/problems/overloaded");
			assertThat(answer.body().get("detail").asString()).contains(why);
		}
	}

	private static void assertIsRefused(HttpResponse<byte[]> answer, String why) {
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
		try {
			Status status = Status.parseFrom(answer.body());
			assertThat(status.getCode()).isEqualTo(14);
			assertThat(status.getMessage()).contains(why);
		}
		catch (InvalidProtocolBufferException broken) {
			throw new AssertionError(broken);
		}
	}

	private static void assertHasHint(StatusRuntimeException refusal, String why) {
		assertThat(refusal.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE);
		assertThat(refusal.getStatus().getDescription()).contains(why);
		Status status = Objects.requireNonNull(StatusProto.fromThrowable(refusal));
		assertThat(status.getDetailsList()).hasSize(1).first().satisfies(BackPressureTest::assertIsRetryInfo);
	}

	private static void assertIsRetryInfo(Any detail) throws InvalidProtocolBufferException {
		assertThat(detail.unpack(RetryInfo.class).getRetryDelay().getSeconds()).isEqualTo(1);
	}

	private int exportSmall(int count) {
		return this.otlp.http(request(count, "small")).statusCode();
	}

	private int exportLarge(int count) {
		return this.otlp.http(request(count, "x".repeat(LARGE))).statusCode();
	}

	/** A request with further spans of the test's one trace. */
	private synchronized ExportTraceServiceRequest request(int count, String value) {
		List<Span> all = IntStream.range(0, count).mapToObj((_) -> {
			this.spans++;
			return Span.builder(new TraceId(traceId()), new SpanId("%016x".formatted(this.spans)), "n")
				.attributes(Attributes.of("value", value))
				.build();
		}).toList();
		return OtlpMessages.request(all);
	}

	private String simpleJson(String value) {
		return "{\"trace_id\":\"" + traceId() + "\",\"spans\":[{\"name\":\"n\",\"attributes\":{\"value\":\"" + value
				+ "\"}}]}";
	}

	/** Each test has a trace of its own. */
	private String traceId() {
		return "%032x".formatted(0xD00000000L + System.identityHashCode(this));
	}

	/** How many requests were refused for overload, by transport. */
	private Map<String, Double> refusals() {
		return Stream.of("json", "json-batch", "otlp-http", "otlp-grpc")
			.collect(Collectors.toMap(Function.identity(), (transport) -> this.client
				.metric("mahavishnu_receive_requests_total", "outcome=\"overloaded\",transport=\"" + transport + '"')));
	}

	private void awaitWriter() {
		Awaitility.await().until(this.clock::holdsTheWriter);
	}

	private void awaitMetric(String name, double least) {
		Awaitility.await().until(() -> {
			double value = this.client.metric(name, "");
			return (least == 0) ? value == 0 : value >= least;
		});
	}

	private static CompletableFuture<Integer> async(Supplier<Integer> work) {
		return CompletableFuture.supplyAsync(work);
	}

	/** Gives the service's meters a clock that can stand still for the store's writer. */
	@TestConfiguration
	static class Clocks {

		@Bean
		StandingClock standingClock() {
			return new StandingClock();
		}

	}

	/** A clock at which the store's writer waits while it stands still. */
	static final class StandingClock implements Clock {

		private final AtomicBoolean stands = new AtomicBoolean();

		private final Phaser going = new Phaser(1);

		private volatile boolean holdsTheWriter;

		void stand() {
			this.stands.set(true);
		}

		void go() {
			if (this.stands.getAndSet(false)) {
				this.going.arrive();
			}
		}

		boolean holdsTheWriter() {
			return this.holdsTheWriter;
		}

		@Override
		public long wallTime() {
			return System.currentTimeMillis();
		}

		@Override
		public long monotonicTime() {
			int phase = this.going.getPhase();
			if (Thread.currentThread().getName().equals("store-writer") && this.stands.get()) {
				this.holdsTheWriter = true;
				this.going.awaitAdvance(phase);
				this.holdsTheWriter = false;
			}
			return System.nanoTime();
		}

	}

}
