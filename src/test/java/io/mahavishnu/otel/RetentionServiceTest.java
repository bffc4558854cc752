package io.mahavishnu.otel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of deleted and old traces, in the service and in its files. */
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RetentionServiceTest {

	private static final String CANARY = "xyloqanarium";

	@TempDir
	static Path folder;

	@LocalServerPort
	int port;

	private ServiceClient client = new ServiceClient("");

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("mahavishnu.otel-ingester.hot-store-path", () -> folder.resolve("data/kept.duckdb").toString());
		registry.add("mahavishnu.otel-ingester.receive.otlp-http-port", () -> -1);
		registry.add("spring.grpc.server.port", () -> 0);
		registry.add("mahavishnu.otel-ingester.index.commit-interval", () -> "200ms");
		registry.add("mahavishnu.otel-ingester.retention.interval", () -> "200ms");
		registry.add("mahavishnu.otel-ingester.retention.max-age", () -> "8s");
		registry.add("mahavishnu.otel-ingester.retention.hold-most", () -> "0");
		registry.add("mahavishnu.otel-ingester.retention.purge-after", () -> "0");
	}

	@BeforeEach
	void connect() {
		this.client = new ServiceClient("http://127.0.0.1:" + this.port);
	}

	@Test
	void whatIsDeletedOrOld_isGoneFromAnswersFromCountsAndFromTheFiles() {
		for (int i = 0; i < 3; i++) {
			this.client.post("/api/traces", SampleTraces.catalogue("other-" + i));
		}
		this.client.post("/api/traces", SampleTraces.checkout("secret").replace("the bank", "the bank " + CANARY));
		this.client.post("/api/traces", SampleTraces.catalogue("future")
			.replace("\"start_time\":1704067201000000000", "\"start_time\":\"2100-01-01T00:00:00Z\""));
		assertThat(this.client.get("/api/traces/future").body().get("timestamp").asString()).startsWith("2100");
		Awaitility.await().untilAsserted(() -> assertThat(filesWithTheCanary()).isPositive());

		assertThat(this.client.delete("/api/traces/secret").status()).isEqualTo(204);

		await(() -> assertThat(filesWithTheCanary()).isZero());
		await(() -> {
			for (String id : new String[] { "other-0", "other-1", "other-2", "future" }) {
				assertThat(this.client.get("/api/traces/" + id).status()).isEqualTo(404);
			}
			assertThat(this.client.search("products", "").body().get("results")).isEmpty();
			var stats = this.client.get("/api/stats").body();
			assertThat(stats.get("traces").asInt()).isZero();
			assertThat(stats.get("passages").asInt()).isZero();
			assertThat(stats.get("vectors").asInt()).isZero();
			assertThat(stats.at("/retention/traces_removed").asInt()).isEqualTo(4);
			assertThat(stats.at("/retention/spans_removed").asInt()).isEqualTo(4);
		});
		assertThat(this.client.post("/api/traces", SampleTraces.catalogue("other-0")).body().get("new_spans").asInt())
			.isEqualTo(1);
		assertThat(this.client.metric("mahavishnu_retention_traces_total", "")).isGreaterThanOrEqualTo(4);
	}

	private static void await(org.awaitility.core.ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
	}

	private static long filesWithTheCanary() {
		try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
			return files.filter(Files::isRegularFile).filter(RetentionServiceTest::hasTheCanary).count();
		}
		catch (IOException | UncheckedIOException _) {
			// files come and go while they are listed
			return 1;
		}
	}

	private static boolean hasTheCanary(Path file) {
		try {
			return Files.exists(file)
					&& new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)
						.contains(CANARY);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

}
