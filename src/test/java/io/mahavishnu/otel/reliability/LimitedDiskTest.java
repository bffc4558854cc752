package io.mahavishnu.otel.reliability;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.google.protobuf.ByteString;
import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** How much room the files take, when more comes than may be kept. */
@Execution(ExecutionMode.CONCURRENT)
class LimitedDiskTest {

	private static final long MAX_DISK = 100L * 1024 * 1024;

	private static final int TRACES = 300;

	/** About 1 MB in the store, which does not compress. */
	private static final int SPANS = 8;

	private static final int SPAN_BYTES = 96 * 1024;

	@TempDir
	private Path folder;

	@Test
	void theOldestGo_whileIngestGoesOn_andTheirRoomIsUsedAgain() throws Exception {
		ServiceCommand command = new ServiceCommand(this.folder).with(
				"--mahavishnu.otel-ingester.retention.max-disk=" + MAX_DISK + "B",
				"--mahavishnu.otel-ingester.retention.interval=200ms",
				"--mahavishnu.otel-ingester.retention.step-traces=5",
				"--mahavishnu.otel-ingester.index.commit-interval=500ms");
		try (ServiceProcess service = command.start(); HttpClient http = HttpClient.newHttpClient()) {
			ServiceClient client = service.client();
			Random random = new Random(1);
			for (int i = 0; i < TRACES; i++) {
				assertThat(send(http, service.port(), i, random)).as(service::log).isEqualTo(200);
			}
			Awaitility.await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
				JsonNode bytes = client.get("/api/stats").body().get("bytes_on_disk");
				assertThat(bytes.get("store_used").asLong() + bytes.get("index").asLong()).as("%s", bytes)
					.isLessThanOrEqualTo(MAX_DISK);
			});
			assertThat(Files.size(this.folder.resolve("traces.duckdb"))).isLessThan(2 * MAX_DISK);
			assertTheNewestAreThere(client);
		}
	}

	private static void assertTheNewestAreThere(ServiceClient client) {
		List<Integer> there = new ArrayList<>(IntStream.range(0, TRACES)
			.filter((i) -> client.get("/api/traces/" + id(i)).status() == 200)
			.boxed()
			.toList());
		assertThat(there).hasSizeGreaterThan(40)
			.isEqualTo(IntStream.range(TRACES - there.size(), TRACES).boxed().toList());
		JsonNode retention = client.get("/api/stats").body().get("retention");
		assertThat(retention.get("traces_removed").asInt()).isEqualTo(TRACES - there.size());
		assertThat(retention.get("spans_removed").asInt()).isEqualTo(SPANS * (TRACES - there.size()));
		assertThat(client.metric("mahavishnu_retention_traces_total", "")).isEqualTo(TRACES - there.size());
	}

	private static int send(HttpClient http, int port, int trace, Random random) throws Exception {
		ScopeSpans.Builder scope = ScopeSpans.newBuilder();
		for (int i = 1; i <= SPANS; i++) {
			byte[] cargo = new byte[SPAN_BYTES];
			random.nextBytes(cargo);
			scope.addSpans(Span.newBuilder()
				.setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(id(trace))))
				.setSpanId(ByteString.copyFrom(new byte[] { 0, 0, 0, 0, 0, 0, 0, (byte) i }))
				.setName("store cargo")
				.setStartTimeUnixNano(1_767_225_600_000_000_000L)
				.setEndTimeUnixNano(1_767_225_600_000_000_001L)
				.addAttributes(KeyValue.newBuilder()
					.setKey("cargo")
					.setValue(AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(cargo)))));
		}
		byte[] body = ExportTraceServiceRequest.newBuilder()
			.addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
			.build()
			.toByteArray();
		return http
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/traces"))
				.header("Content-Type", "application/x-protobuf")
				.POST(HttpRequest.BodyPublishers.ofByteArray(body))
				.build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	private static String id(int trace) {
		return String.format("%032x", trace + 1);
	}

}
