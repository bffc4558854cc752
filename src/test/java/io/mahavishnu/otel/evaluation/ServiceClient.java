package io.mahavishnu.otel.evaluation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The service under evaluation, as any client sees it: simple JSON over HTTP. Safe for
 * use by many threads.
 */
final class ServiceClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	private static final int INGEST_ATTEMPTS = 30;

	private static final int BATCH_TRACES = 50;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI baseUrl;

	ServiceClient(URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	/**
	 * Sends traces; on return they are searchable.
	 * @throws IOException when the service cannot be reached, refuses a trace or is not
	 * done in time
	 */
	void ingest(List<LabelledTrace> traces) throws IOException, InterruptedException {
		for (int from = 0; from < traces.size(); from += BATCH_TRACES) {
			List<LabelledTrace> batch = traces.subList(from, Math.min(from + BATCH_TRACES, traces.size()));
			String lines = batch.stream().map(LabelledTrace::json).collect(Collectors.joining("\n"));
			ingest(lines);
		}
	}

	/**
	 * Sends a batch until the answer says that it is searchable: a service that is slow
	 * to embed answers before that, and a batch that comes again changes nothing and
	 * waits again.
	 */
	private void ingest(String lines) throws IOException, InterruptedException {
		JsonNode answer = post("/api/traces/batch", "application/x-ndjson", lines);
		for (int attempt = 1; attempt < INGEST_ATTEMPTS && isBehind(answer); attempt++) {
			answer = post("/api/traces/batch", "application/x-ndjson", lines);
		}
		if (answer.path("failed").asInt(0) > 0 || isBehind(answer)) {
			throw new IOException("Ingest failed: " + answer);
		}
	}

	private static boolean isBehind(JsonNode answer) {
		return answer.path("failed").asInt(0) == 0 && !answer.path("searchable").asBoolean(true);
	}

	/**
	 * Asks a question.
	 * @return the ids of at most {@value RankingMetrics#K} traces, best first
	 * @throws IOException when the service cannot be reached or refuses the question
	 */
	List<String> search(String query, SearchMode mode) throws IOException, InterruptedException {
		List<String> ids = new ArrayList<>();
		answer(query, mode, RankingMetrics.K).required("results")
			.forEach((result) -> ids.add(result.required("trace_id").asString()));
		return ids;
	}

	/**
	 * Asks a question.
	 * @return the whole answer
	 * @throws IOException when the service cannot be reached or refuses the question
	 */
	JsonNode answer(String query, SearchMode mode, int limit) throws IOException, InterruptedException {
		ObjectNode body = JSON.createObjectNode().put("query", query).put("limit", limit).put("mode", mode.wireName());
		if (mode == SearchMode.SEMANTIC) {
			body.put("threshold", -1);
		}
		return post("/api/traces/search", "application/json", body.toString());
	}

	private JsonNode post(String path, String contentType, String body) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.baseUrl.resolve(path))
			.timeout(TIMEOUT)
			.header("Content-Type", contentType)
			.header("Accept", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() != 200) {
			throw new IOException("POST " + path + " answered " + answer.statusCode() + ": " + answer.body());
		}
		return JSON.readTree(answer.body());
	}

	@Override
	public void close() {
		this.http.close();
	}

}
