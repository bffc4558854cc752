package io.mahavishnu.otel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.mahavishnu.otel.store.TraceStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that sends its own traces to itself, and what its operator is told. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "mahavishnu.otel-ingester.hot-store-path=:memory:", "spring.grpc.server.port=0",
				"management.tracing.export.enabled=true", "management.opentelemetry.tracing.export.schedule-delay=1h" })
class SelfObservationTest {

	private static final String OWN_NAME = "mahavishnu-otel-ingester";

	@Autowired
	private ServletWebServerApplicationContext context;

	@Autowired
	private GrpcServerLifecycle grpc;

	@Autowired
	private SdkTracerProvider tracing;

	@Autowired
	private TraceStore store;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) throws IOException {
		int port = freePort();
		registry.add("mahavishnu.otel-ingester.receive.otlp-http-port", () -> port);
		registry.add("management.opentelemetry.tracing.export.otlp.endpoint",
				() -> "http://127.0.0.1:" + port + "/v1/traces");
	}

	@Test
	void aSearch_leavesOneTraceOfItsOwn_whoseExportLeavesNone() {
		Endpoints endpoints = new Endpoints(this.context, this.grpc);
		ServiceClient client = endpoints.client().whenReady();
		client.search("a question to the service", "");
		client.get("/actuator/health");
		awaitRequests("/api/traces/search", 1);

		exportOwnSpans();
		awaitRequests("/v1/traces", 1);
		long spans = this.store.figures().spanRows();
		assertThat(spans).isEqualTo(1);
		try (OtlpClient others = endpoints.otlp()) {
			others.grpc(ExportTraceServiceRequest.getDefaultInstance());
		}
		for (int i = 0; i < 3; i++) {
			exportOwnSpans();
		}
		assertThat(this.store.figures().spanRows()).isEqualTo(spans);

		JsonNode own = endpoints.awaitFirst("traces search", "&service=" + OWN_NAME, OWN_NAME);
		assertThat(own.get("root_name").asString()).isEqualTo("http get /api/traces/search");
		assertThat(own.get("system_id").asString()).isEqualTo(OWN_NAME);
	}

	@Test
	void everyMetricAndPartOfTheHealth_thatTheDocumentationNames_isThere() throws IOException {
		ServiceClient client = new Endpoints(this.context, this.grpc).client();
		String documentation = Files.readString(Path.of("docs/reliability.md"));
		Set<String> named = Pattern.compile("`((?:mahavishnu|disk)_[a-z_]+)`")
			.matcher(documentation)
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(named).hasSizeGreaterThan(5);
		String metrics = client.text("/actuator/prometheus");
		assertThat(named).allSatisfy((name) -> assertThat(metrics).containsPattern("(?m)^" + name + "[ {]"));

		JsonNode components = client.get("/actuator/health").body().get("components");
		assertThat(Pattern.compile("health component `([a-zA-Z]+)`").matcher(documentation).results()).isNotEmpty()
			.allSatisfy((match) -> assertThat(components.has(match.group(1))).isTrue());
	}

	/** Sends the spans that have ended, and waits until they are stored. */
	private void exportOwnSpans() {
		assertThat(this.tracing.forceFlush().join(1, TimeUnit.MINUTES).isSuccess()).isTrue();
	}

	private void awaitRequests(String path, long count) {
		Awaitility.await()
			.until(() -> this.meters.find("http.server.requests").tag("uri", path).timers(),
					(timers) -> timers.stream().mapToLong(Timer::count).sum() >= count);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
