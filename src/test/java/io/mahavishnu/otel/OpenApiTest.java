package io.mahavishnu.otel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document behind Swagger UI: whatever it offers to try must work when it is tried.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OpenApiTest {

	@TempDir
	static Path folder;

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("mahavishnu.otel-ingester.hot-store-path", () -> folder.resolve("openapi.duckdb").toString());
		registry.add("mahavishnu.otel-ingester.receive.otlp-http-port", () -> -1);
		for (String archive : List.of("backup", "export", "import")) {
			registry.add("mahavishnu.otel-ingester.archive." + archive + "-folder",
					() -> folder.resolve(archive).toString());
		}
		registry.add("spring.grpc.server.port", () -> 0);
	}

	@Test
	void everyExampleOfARequest_works_andEveryOperationSaysWhatCanGoWrong() throws IOException {
		Files.writeString(Files.createDirectories(folder.resolve("import")).resolve("more.otlp.ndjson"), "{}");
		ServiceClient client = new ServiceClient("http://127.0.0.1:" + this.port);
		JsonNode document = client.get("/v3/api-docs").body();
		JsonNode paths = document.get("paths");
		List<String> problems = new ArrayList<>();
		List<String> tried = new ArrayList<>();
		// Writing comes first, so that what the examples read is there; deleting comes
		// last.
		for (String method : List.of("post", "get", "delete")) {
			paths.propertyStream().filter((path) -> path.getValue().has(method)).forEach((path) -> {
				JsonNode operation = path.getValue().get(method);
				String name = method + " " + path.getKey();
				tried.add(name);
				if (operation.get("responses").propertyNames().stream().noneMatch((status) -> status.startsWith("4"))
						&& operation.has("parameters")) {
					problems.add(name + " documents no error");
				}
				tryOut(client, document, method, path.getKey(), operation).filter((answer) -> answer.status() >= 400)
					.forEach((answer) -> problems.add(name + " answers " + answer.status() + " " + answer.body()));
			});
		}
		assertThat(problems).isEmpty();
		assertThat(tried).contains("post /api/traces", "post /api/traces/batch", "get /api/traces/search",
				"post /api/traces/search", "get /api/traces/{trace_id}", "get /api/traces/{trace_id}/critical-path",
				"get /api/traces/{trace_id}/errors", "get /api/traces/{trace_id}/compare/{other_trace_id}",
				"get /api/traces", "get /api/services", "get /api/services/{name}/operations", "get /api/stats",
				"delete /api/traces/{trace_id}");
	}

	@Test
	void swaggerUi_isThere() {
		assertThat(new ServiceClient("http://127.0.0.1:" + this.port).text("/swagger-ui/index.html"))
			.contains("Swagger UI");
	}

	private static java.util.stream.Stream<ServiceClient.Answer> tryOut(ServiceClient client, JsonNode document,
			String method, String path, JsonNode operation) {
		String target = withParameters(path, operation);
		if (!operation.has("requestBody")) {
			return java.util.stream.Stream.of(switch (method) {
				case "delete" -> client.delete(target);
				case "post" -> client.post(target, "");
				default -> client.get(target);
			});
		}
		List<ServiceClient.Answer> answers = new ArrayList<>();
		operation.at("/requestBody/content").propertyStream().forEach((content) -> {
			if (content.getKey().contains("protobuf")) {
				return;
			}
			examples(document, content.getValue())
				.forEach((example) -> answers.add(client.post(target, content.getKey(), text(example))));
		});
		assertThat(answers).describedAs("examples of %s %s", method, path).isNotEmpty();
		return answers.stream();
	}

	/** The examples of a body, or that of its schema, as Swagger UI offers them. */
	private static List<JsonNode> examples(JsonNode document, JsonNode content) {
		List<JsonNode> examples = new ArrayList<>();
		if (content.has("example")) {
			examples.add(content.get("example"));
		}
		String schema = content.at("/schema/$ref").asString("").replaceFirst("^#", "");
		if (!schema.isEmpty() && document.at(schema).has("example")) {
			examples.add(document.at(schema).get("example"));
		}
		content.path("examples").propertyStream().forEach((each) -> examples.add(each.getValue().get("value")));
		return examples;
	}

	private static String withParameters(String path, JsonNode operation) {
		String target = path;
		StringBuilder query = new StringBuilder();
		for (JsonNode parameter : operation.path("parameters")) {
			JsonNode example = parameter.has("example") ? parameter.get("example") : parameter.at("/schema/example");
			String name = parameter.get("name").asString();
			if (parameter.get("in").asString().equals("path")) {
				target = target.replace("{" + name + "}", encode(text(example)));
			}
			else if (!example.isMissingNode()) {
				query.append(query.isEmpty() ? "?" : "&").append(name).append('=').append(encode(text(example)));
			}
		}
		return target + query;
	}

	private static String text(JsonNode example) {
		return example.isString() ? example.asString() : example.toString();
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
