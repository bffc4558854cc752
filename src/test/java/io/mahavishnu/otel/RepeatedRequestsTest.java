package io.mahavishnu.otel;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.mahavishnu.otel.receive.OtlpMessages;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that hears no answer sends again, perhaps while the first request is still
 * under way: it counts once, before and after a restart.
 */
class RepeatedRequestsTest {

	private static final int COPIES = 10;

	private static final int SPANS = 500;

	private static final String TRACE = "000000000000000000000000000b0001";

	@TempDir
	Path folder;

	@Test
	void tenCopiesAtOnce_countOnce_beforeAndAfterARestart() throws Exception {
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			sendCopies(service);
			assertThat(service.client().metric("mahavishnu_store_spans_total", "")).isEqualTo(SPANS);
			assertIsStoredOnce(service);
			service.stop();
		}
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			sendCopies(service);
			assertThat(service.client().metric("mahavishnu_store_spans_total", "")).isZero();
			assertIsStoredOnce(service);
		}
	}

	private static void sendCopies(ServiceProcess service) throws Exception {
		ExportTraceServiceRequest request = OtlpMessages
			.request(IntStream.range(1, SPANS + 1).mapToObj(RepeatedRequestsTest::span).toList());
		try (OtlpClient client = new OtlpClient(service.port(), 1);
				ExecutorService senders = Executors.newFixedThreadPool(COPIES)) {
			List<Callable<Integer>> copies = IntStream.range(0, COPIES)
				.<Callable<Integer>>mapToObj((_) -> () -> client.http(request).statusCode())
				.toList();
			for (Future<Integer> copy : senders.invokeAll(copies)) {
				assertThat(copy.get()).isEqualTo(200);
			}
		}
	}

	private static void assertIsStoredOnce(ServiceProcess service) {
		assertThat(service.client().get("/api/traces/" + TRACE).body().get("span_count").asInt()).isEqualTo(SPANS);
		// The rows as they lie in the store.
		assertThat(service.client().get("/api/services").body().at("/services/0/span_count").asInt()).isEqualTo(SPANS);
	}

	private static Span span(int number) {
		return Span.builder(new TraceId(TRACE), new SpanId("%016x".formatted(number)), "step " + number % 7)
			.attributes(Attributes.of(Span.SERVICE_NAME, "repeater"))
			.time(SampleTraces.EPOCH_NANOS + number, SampleTraces.EPOCH_NANOS + number + 1)
			.build();
	}

}
