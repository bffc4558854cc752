package io.mahavishnu.otel;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.mahavishnu.otel.receive.OtlpMessages;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What the metrics tell of each way in. */
@OtlpServiceTest
class TransportMetricsTest {

	@Autowired
	private Endpoints endpoints;

	@Test
	void otlp_isCountedByTransport_inRequestsSpansBytesAndRejections() {
		ServiceClient client = this.endpoints.client();
		ExportTraceServiceRequest message = OtlpMessages
			.request(List.of(span("%032x".formatted(0xE0001)), span("%032x".formatted(0xE0002)), span("0".repeat(32))));
		try (OtlpClient otlp = this.endpoints.otlp()) {
			for (String transport : List.of("otlp-http", "otlp-grpc")) {
				Figures before = Figures.of(client, transport);
				if (transport.equals("otlp-http")) {
					otlp.http(message);
					otlp.http("application/json", "no JSON".getBytes(StandardCharsets.UTF_8));
				}
				else {
					otlp.grpc(message);
				}
				Figures after = Figures.of(client, transport);
				assertThat(after.stored() - before.stored()).isEqualTo(1);
				assertThat(after.spans() - before.spans()).isEqualTo(2);
				assertThat(after.rejected() - before.rejected()).isEqualTo(1);
				assertThat(after.bytes() - before.bytes()).isGreaterThanOrEqualTo(message.getSerializedSize());
			}
		}
		assertThat(client.metric("mahavishnu_receive_requests_total",
				"outcome=\"invalid-request\",transport=\"otlp-http\""))
			.isPositive();
	}

	@Test
	void simpleJson_isCountedToo() {
		ServiceClient client = this.endpoints.client();
		Figures before = Figures.of(client, "json");
		Figures batchBefore = Figures.of(client, "json-batch");
		client.post("/api/traces?wait=false", SampleTraces.checkout("counted-1"));
		client.post("/api/traces/batch?wait=false",
				"[" + SampleTraces.checkout("counted-2") + ",{\"trace_id\":\"bad id\",\"spans\":[]}]");

		Figures after = Figures.of(client, "json");
		assertThat(after.stored() - before.stored()).isEqualTo(1);
		assertThat(after.spans() - before.spans()).isEqualTo(2);
		assertThat(after.bytes() - before.bytes()).isEqualTo(SampleTraces.checkout("counted-1").length());
		Figures batchAfter = Figures.of(client, "json-batch");
		assertThat(batchAfter.stored() - batchBefore.stored()).isEqualTo(1);
		assertThat(batchAfter.spans() - batchBefore.spans()).isEqualTo(2);
		assertThat(batchAfter.rejected() - batchBefore.rejected()).isEqualTo(1);
		assertThat(batchAfter.bytes() - batchBefore.bytes()).isPositive();
	}

	@Test
	void theQueueAndTheLag_areThere() {
		assertThat(this.endpoints.client().text("/actuator/prometheus")).contains("mahavishnu_store_queued ",
				"mahavishnu_receive_in_flight_bytes ", "mahavishnu_index_lag_changes ",
				"mahavishnu_index_lag_seconds ");
	}

	private static Span span(String traceId) {
		return Span.builder(new TraceId(traceId), new SpanId("%016x".formatted(System.nanoTime())), "n")
			.time(1, 2)
			.build();
	}

	/** The figures of one way in. */
	private record Figures(double stored, double spans, double bytes, double rejected) {

		static Figures of(ServiceClient client, String transport) {
			String tag = "transport=\"" + transport + '"';
			return new Figures(client.metric("mahavishnu_receive_requests_total", "outcome=\"stored\"," + tag),
					client.metric("mahavishnu_receive_spans_total", tag),
					client.metric("mahavishnu_receive_bytes_total", tag),
					client.metric("mahavishnu_receive_rejected_total", tag));
		}

	}

}
