package io.mahavishnu.otel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running service as any client would: over HTTP, in JSON. Thread-safe. */
public final class ServiceClient {

	public static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newHttpClient();

	private final String base;

	public ServiceClient(String base) {
		this.base = base;
	}

	/**
	 * Waits until the model is loaded, too: before, traces are taken, but not found by
	 * meaning.
	 */
	public ServiceClient whenReady() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> get("/actuator/health/readiness").body().get("status").asString(), "UP"::equals);
		return this;
	}

	/**
	 * An answer: its status, its headers and its body as JSON (missing when it has none).
	 */
	public record Answer(int status, java.net.http.HttpHeaders headers, JsonNode body) {

	}

	public Answer get(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path)).GET());
	}

	public Answer delete(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path)).DELETE());
	}

	public Answer post(String path, String json) {
		return post(path, "application/json", json);
	}

	public Answer post(String path, String contentType, String body) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	public Answer search(String query, String more) {
		return get("/api/traces/search?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + more);
	}

	/**
	 * The sum of a counter's samples at the metrics endpoint, over those whose labels
	 * hold a text; 0 when there are none.
	 */
	public double metric(String prometheusName, String labels) {
		String text = text("/actuator/prometheus");
		Matcher sample = Pattern.compile("(?m)^" + Pattern.quote(prometheusName) + "(\\{[^}]*})? (\\S+)$")
			.matcher(text);
		double sum = 0;
		while (sample.find()) {
			if (labels.isEmpty() || sample.group(1) != null && sample.group(1).contains(labels)) {
				sum += Double.parseDouble(sample.group(2));
			}
		}
		return sum;
	}

	public String text(String path) {
		try {
			return this.http
				.send(HttpRequest.newBuilder(URI.create(this.base + path)).GET().build(),
						HttpResponse.BodyHandlers.ofString())
				.body();
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			JsonNode body = response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
			return new Answer(response.statusCode(), response.headers(), body);
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

}
