package io.mahavishnu.otel.cli;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** Has the service do something with its files, which may take long. */
final class Administration {

	private static final Duration ANSWER_MAX = Duration.ofHours(12);

	private Administration() {
	}

	/**
	 * Sends a request and prints what the service did.
	 * @param verb what is done, the last part of the path
	 * @param parameters what to do it with
	 * @return the exit code
	 */
	static int run(OtelCommand otel, String verb, List<Map.Entry<String, String>> parameters) {
		String body = parameters.stream()
			.map((each) -> Json.quoted(each.getKey()) + ":" + Json.quoted(each.getValue()))
			.collect(Collectors.joining(",", "{", "}"));
		try (ServiceClient client = otel.client()) {
			Answer answer = client.exchange(client.request(client.url().path(List.of(), "api", "admin", verb))
				.timeout(ANSWER_MAX)
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build());
			if (!answer.isSuccess()) {
				throw client.failure(answer);
			}
			if (otel.isJson()) {
				otel.session().json(answer.text().strip());
			}
			else {
				otel.session().line(line(answer.json()));
			}
		}
		return ExitCodes.DONE;
	}

	/** The path, and the figures that the answer has. */
	private static String line(JsonNode answer) {
		return TerminalText.safe(Json.text(answer, "path")) + ": "
				+ answer.propertyStream()
					.filter((each) -> each.getValue().isIntegralNumber())
					.map(Administration::figure)
					.collect(Collectors.joining(", "));
	}

	private static String figure(Map.Entry<String, JsonNode> figure) {
		long value = figure.getValue().asLong();
		String name = figure.getKey().replace('_', ' ');
		return name.equals("bytes") ? Figures.bytes(value) : TerminalText.safe(name) + " " + Figures.count(value);
	}

}
