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
	 * Sends a request and prints what the service did: the path in a line, its figures in
	 * the next.
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
				otel.session().line(TerminalText.safe(Json.text(answer.json(), "path")));
				otel.session().line("  " + figures(answer.json()));
			}
		}
		return ExitCodes.DONE;
	}

	/** The figures that the answer has, such as {@code 3 traces, 8 new spans, 7 MiB}. */
	private static String figures(JsonNode answer) {
		return answer.propertyStream()
			.filter((each) -> each.getValue().isIntegralNumber())
			.map(Administration::figure)
			.collect(Collectors.joining(", "));
	}

	private static String figure(Map.Entry<String, JsonNode> figure) {
		long value = figure.getValue().asLong();
		String name = TerminalText.safe(figure.getKey().replace('_', ' '));
		if (name.equals("bytes")) {
			return Figures.bytes(value);
		}
		return name.equals("sequence") ? "up to change " + Figures.count(value)
				: Figures.count(value) + " " + ((value == 1) ? name.replaceFirst("s$", "") : name);
	}

}
