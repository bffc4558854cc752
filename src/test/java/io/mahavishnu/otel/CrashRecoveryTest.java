package io.mahavishnu.otel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was acknowledged is there after kill -9, is found as before, and nothing is
 * embedded twice.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashRecoveryTest {

	private static final String NDJSON = "application/x-ndjson";

	private static final int TRACES = 100;

	@TempDir
	Path folder;

	@Test
	void everythingAcknowledged_isReadAndFoundAfterAKill_withoutEmbeddingAgain() {
		List<String> before;
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			ingest(service.client());
			before = found(service.client());
			service.kill();
		}
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			assertIsWhole(service.client(), before);
		}
	}

	@Test
	void aDeletedIndex_isMadeAgainWhileTheServiceAnswers_withoutEmbeddingAgain() throws IOException {
		List<String> before;
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			ingest(service.client());
			before = found(service.client());
			assertThat(service.stop()).isIn(0, 143);
		}
		deleteIndex();
		// One trace at a time, so that the service can be seen while it makes the index
		// again.
		try (ServiceProcess service = ServiceProcess.start(this.folder,
				"--mahavishnu.otel-ingester.index.batch-traces-max=1")) {
			ServiceClient client = service.client();
			assertThat(client.get("/api/traces/crash-0").status()).isEqualTo(200);
			assertIsWhole(client, before);
			assertThat(service.log()).contains("Indexing what was stored before");
		}
	}

	@Test
	void aSecondProcess_isRefusedWithOneLine_andTheFirstGoesOn() {
		try (ServiceProcess first = ServiceProcess.start(this.folder);
				ServiceProcess second = ServiceProcess.launch(this.folder, Map.of())) {
			assertThat(second.waitForEnd(Duration.ofSeconds(60))).isNotZero();
			assertThat(second.log().lines())
				.anyMatch((line) -> line.contains("traces.duckdb") && line.contains("another"));
			assertThat(second.log()).doesNotContain("\tat ");
			ingest(first.client());
		}
	}

	@Test
	void anotherModel_isUsedOnceItsVectorsAreMade_andGoingBackEmbedsNothing() {
		List<String> before;
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			ingest(service.client());
			before = found(service.client());
			service.stop();
		}
		try (ServiceProcess service = ServiceProcess.start(this.folder,
				"--mahavishnu.otel-ingester.embedding-model=all-MiniLM-L6-v2-fp32")) {
			awaitChange(service);
			assertThat(found(service.client())).isNotEqualTo(before);
			service.stop();
		}
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			awaitChange(service);
			assertIsWhole(service.client(), before);
		}
	}

	private static void awaitChange(ServiceProcess service) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> service.log().contains("which is used from now on") && isWhole(service.client()));
	}

	private static void ingest(ServiceClient client) {
		ServiceClient.Answer answer = client.post("/api/traces/batch", NDJSON,
				SampleTraces.checkouts("crash-", TRACES) + "\n" + SampleTraces.catalogue("calm"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body().get("ingested").asInt()).isEqualTo(TRACES + 1);
		assertThat(answer.body().get("searchable").asBoolean()).isTrue();
	}

	private static void assertIsWhole(ServiceClient client, List<String> before) {
		IntStream.range(0, TRACES)
			.forEach((i) -> assertThat(client.get("/api/traces/crash-" + i).body().get("span_count").asInt())
				.isEqualTo(2));
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isWhole(client));
		assertThat(found(client)).isEqualTo(before);
		assertThat(client.metric("mahavishnu_embedding_texts_total", "purpose=\"passage\"")).isZero();
	}

	private static boolean isWhole(ServiceClient client) {
		return client.get("/actuator/health").body().at("/components/index/status").asString().equals("UP")
				&& client.get("/api/stats").body().at("/index/lag_changes").asInt() == 0;
	}

	/** The ids and scores of a search by meaning and by words. */
	private static List<String> found(ServiceClient client) {
		JsonNode results = client.search("customers cannot pay with their card", "&limit=20").body().get("results");
		assertThat(results).isNotEmpty();
		return Stream.concat(results.valueStream(), Stream.empty())
			.map((result) -> result.get("trace_id").asString() + " " + result.get("score") + " "
					+ result.get("similarity"))
			.toList();
	}

	private void deleteIndex() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder)) {
			List<Path> index = files.filter((path) -> path.toString().contains("traces.index"))
				.sorted(Comparator.reverseOrder())
				.toList();
			assertThat(index).isNotEmpty();
			for (Path path : index) {
				Files.delete(path);
			}
		}
	}

}
