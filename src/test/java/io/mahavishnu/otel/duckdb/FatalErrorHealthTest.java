package io.mahavishnu.otel.duckdb;

import io.mahavishnu.otel.OtelIngesterApplication;
import io.mahavishnu.otel.ServiceClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What a watcher sees after a fatal error of the database. */
@SpringBootTest(classes = OtelIngesterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "mahavishnu.otel-ingester.hot-store-path=:memory:",
				"mahavishnu.otel-ingester.receive.otlp-http-port=-1", "spring.grpc.server.port=0" })
@DirtiesContext
class FatalErrorHealthTest {

	@LocalServerPort
	private int port;

	@Autowired
	private DuckDbEngine engine;

	@Test
	void health_isDownAtOnce_andNamesThePart_asDoesReadiness_whileTheProcessLives() {
		ServiceClient client = new ServiceClient("http://127.0.0.1:" + this.port).whenReady();

		this.engine.problemOf(new IllegalStateException("FATAL Error: the database has been invalidated"));

		ServiceClient.Answer health = client.get("/actuator/health");
		assertThat(health.status()).isEqualTo(503);
		assertThat(health.body().get("status").asString()).isEqualTo("DOWN");
		assertThat(health.body().at("/components/store/status").asString()).isEqualTo("DOWN");
		assertThat(health.body().at("/components/store/details/fault").asString()).contains("fatal error");
		assertThat(health.body().at("/components/index/status").asString()).isNotEqualTo("DOWN");
		assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);
		assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
		ServiceClient.Answer refused = client.post("/api/traces",
				"{\"trace_id\": \"t\", \"spans\": [{\"name\": \"n\"}]}");
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
	}

}
