package io.mahavishnu.otel;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Without its model the service goes on with what needs none, and says so. */
class DegradedModelTest {

	@TempDir
	Path folder;

	@Test
	void withoutAModel_ingestReadAndKeywordSearchWork_andItsReturnMakesUpForIt() {
		try (ServiceProcess service = ServiceProcess.start(this.folder,
				"--mahavishnu.otel-ingester.embedding-model=" + this.folder.resolve("no-model"))) {
			ServiceClient client = service.client();
			ServiceClient.Answer created = client.post("/api/traces", SampleTraces.checkout("degraded"));
			assertThat(created.status()).isEqualTo(201);
			assertThat(created.body().get("searchable").asBoolean()).isFalse();
			assertThat(client.get("/api/traces/degraded").status()).isEqualTo(200);
			assertThat(client.search("declined", "&mode=keyword").body().get("results")).hasSize(1);
			assertThat(client.search("declined", "").body().get("hint").asString()).isNotEmpty();
			assertThat(client.search("declined", "&mode=semantic").body().get("type").asString())
				.isEqualTo("/problems/model-unavailable");
			ServiceClient.Answer health = client.get("/actuator/health");
			assertThat(health.status()).isEqualTo(200);
			assertThat(health.body().at("/components/model/status").asString()).isEqualTo("DEGRADED");
			assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
			service.stop();
		}
		try (ServiceProcess service = ServiceProcess.start(this.folder)) {
			ServiceClient client = service.client();
			org.awaitility.Awaitility.await()
				.until(() -> client.search("the card was refused", "&mode=semantic&threshold=0")
					.body()
					.get("results")
					.size() == 1);
		}
	}

}
