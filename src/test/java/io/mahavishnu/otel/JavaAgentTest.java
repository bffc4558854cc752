package io.mahavishnu.otel;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mahavishnu.bookshop.BookshopApplication;
import io.opentelemetry.javaagent.OpenTelemetryAgent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A web application that knows nothing of traces, run as a process with OpenTelemetry's
 * agent for Java attached: what it does is found by meaning.
 */
@OtlpServiceTest
class JavaAgentTest {

	private static final String SERVICE = "bookshop";

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	@TempDir
	Path folder;

	@Autowired
	private Endpoints endpoints;

	@Test
	void whatAnApplicationDoes_isFoundByMeaning_whenTheAgentWatchesIt() throws Exception {
		Path log = this.folder.resolve("bookshop.log");
		Process shop = start(log);
		try (HttpClient browser = HttpClient.newHttpClient()) {
			String url = "http://127.0.0.1:" + awaitPort(shop, log);
			assertThat(get(browser, url + "/orders/7")).isEqualTo(200);
			assertThat(get(browser, url + "/statistics/refunds")).isEqualTo(500);

			JsonNode order = this.endpoints.awaitFirst("someone looks at an order of a book", "&limit=1", SERVICE);
			assertThat(order.get("root_name").asString()).isEqualTo("GET /orders/{id}");
			assertThat(statements(order)).anyMatch((sql) -> sql.contains("FROM book_orders WHERE id = "));

			JsonNode failed = this.endpoints.awaitFirst("a table for refunding money does not exist",
					"&limit=1&status=error", SERVICE);
			assertThat(failed.get("root_name").asString()).isEqualTo("GET /statistics/refunds");
			assertThat(failed.at("/matches/0/text").asString().toLowerCase(java.util.Locale.ROOT)).contains("refunds");
		}
		finally {
			shop.destroyForcibly().waitFor();
		}
	}

	private Process start(Path log) throws IOException, URISyntaxException {
		Path agent = Path.of(OpenTelemetryAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		ProcessBuilder builder = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElseThrow(),
				"-javaagent:" + agent, "-Xmx512m", "-cp", System.getProperty("java.class.path"),
				BookshopApplication.class.getName(), "--spring.config.name=bookshop", "--server.port=0"));
		// Protocol and path are the agent's own defaults.
		builder.environment()
			.putAll(Map.of("OTEL_SERVICE_NAME", SERVICE, "OTEL_EXPORTER_OTLP_ENDPOINT",
					this.endpoints.otlpUrl("http/protobuf"), "OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER",
					"none", "OTEL_BSP_SCHEDULE_DELAY", "100"));
		return builder.directory(this.folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	private static String awaitPort(Process shop, Path log) {
		return Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> {
			String text = Files.readString(log);
			assertThat(shop.isAlive()).as(text).isTrue();
			Matcher port = PORT.matcher(text);
			return port.find() ? port.group(1) : "";
		}, (port) -> !port.isEmpty());
	}

	private static int get(HttpClient browser, String url) throws IOException, InterruptedException {
		return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	/** The statements of the database that a trace's spans hold. */
	private List<String> statements(JsonNode hit) {
		return this.endpoints.client()
			.get("/api/traces/" + hit.get("trace_id").asString())
			.body()
			.get("spans")
			.valueStream()
			.flatMap((span) -> span.get("attributes").propertyStream())
			.filter((attribute) -> attribute.getKey().startsWith("db."))
			.map((attribute) -> attribute.getValue().asString())
			.toList();
	}

}
