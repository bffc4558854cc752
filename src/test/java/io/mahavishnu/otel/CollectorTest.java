package io.mahavishnu.otel;

import java.util.List;

import io.mahavishnu.otel.receive.OtlpMessages;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes through OpenTelemetry's own collector, in a container, arrives and is found
 * by meaning. Skipped where there is no Docker.
 */
@OtlpServiceTest
@org.testcontainers.junit.jupiter.Testcontainers(disabledWithoutDocker = true)
class CollectorTest {

	private static final DockerImageName IMAGE = DockerImageName.parse("otel/opentelemetry-collector:0.120.0");

	private static final int OTLP_HTTP = 4318;

	private static final String CONFIGURATION = """
			receivers:
			  otlp:
			    protocols:
			      http:
			        endpoint: 0.0.0.0:4318
			processors:
			  batch:
			exporters:
			  otlp:
			    endpoint: host.testcontainers.internal:%d
			    tls:
			      insecure: true
			  otlphttp:
			    endpoint: http://host.testcontainers.internal:%d
			service:
			  pipelines:
			    traces:
			      receivers: [otlp]
			      processors: [batch]
			      exporters: [%s]
			""";

	@Autowired
	private Endpoints endpoints;

	@ParameterizedTest
	@ValueSource(strings = { "otlp", "otlphttp" })
	void aTrace_arrivesThroughTheCollector_andIsFoundByMeaning(String exporter) {
		Testcontainers.exposeHostPorts(this.endpoints.grpcPort(), this.endpoints.otlpHttpPort());
		String service = "greenhouse-" + exporter;
		TraceId id = new TraceId("%032x".formatted(0xF0000 + exporter.length()));
		try (GenericContainer<?> collector = new GenericContainer<>(IMAGE).withExposedPorts(OTLP_HTTP)
			.withCopyToContainer(Transferable
				.of(CONFIGURATION.formatted(this.endpoints.grpcPort(), this.endpoints.otlpHttpPort(), exporter)),
					"/etc/otelcol/config.yaml")) {
			collector.start();
			try (OtlpClient client = new OtlpClient(collector.getMappedPort(OTLP_HTTP), 1)) {
				Awaitility.await()
					.ignoreExceptions()
					.until(() -> client.http(OtlpMessages.request(List.of(span(id, service)))).statusCode() == 200);
			}
			assertThat(this.endpoints.awaitFirst("the plants got no water", "&limit=1&service=" + service, service)
				.get("trace_id")
				.asString()).isEqualTo(id.value());
		}
	}

	private static Span span(TraceId trace, String service) {
		return Span.builder(trace, new SpanId("00000000000000f1"), "open irrigation valve")
			.time(SampleTraces.EPOCH_NANOS, SampleTraces.EPOCH_NANOS + 1)
			.status(new SpanStatus(SpanStatus.Code.ERROR, "the irrigation valve is stuck, the tomatoes stay dry"))
			.resource(new Resource(Attributes.of(Span.SERVICE_NAME, service), "", 0))
			.build();
	}

}
