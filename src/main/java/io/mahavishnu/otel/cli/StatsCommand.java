package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Shows the figures of the service, whatever it has. */
@Command(name = "stats", description = "Shows how much is stored, how much of it can be searched, and the model.")
final class StatsCommand implements Callable<Integer> {

	private static final int DEPTH_MAX = 8;

	private static final int NAME_WIDTH = 28;

	private final OtelCommand otel;

	StatsCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		try (ServiceClient client = this.otel.client()) {
			Answer answer = client.get(List.of(), "api", "stats");
			if (answer.status() == 404) {
				throw client.failure(answer);
			}
			if (this.otel.isJson()) {
				this.otel.session().json(answer.text().strip());
			}
			else {
				print(answer.json(), "", 0);
			}
		}
		return ExitCodes.DONE;
	}

	private void print(JsonNode object, String above, int depth) {
		int nameWidth = Math.min(NAME_WIDTH, this.otel.session().terminal().columns() / 2 - 2);
		for (Map.Entry<String, JsonNode> field : object.properties()) {
			String name = "  ".repeat(depth) + name(above, field.getKey());
			if (field.getValue().isObject() && depth < DEPTH_MAX) {
				this.otel.session().line(this.otel.session().palette().bold(name));
				print(field.getValue(), field.getKey(), depth + 1);
			}
			else {
				this.otel.session()
					.line(TerminalText.left(name, nameWidth) + "  " + value(above + field.getKey(), field.getValue()));
			}
		}
	}

	/** A name as words, unless it is the name of a system: that is data. */
	private static String name(String above, String name) {
		String safe = TerminalText.safe(name);
		return above.equals("traces_by_system") ? safe : safe.replace('_', ' ');
	}

	private static String value(String name, JsonNode value) {
		if (value.isIntegralNumber()) {
			return name.contains("bytes") ? Figures.bytes(value.asLong()) : Figures.count(value.asLong());
		}
		return value.isString() ? Figures.seconds(value.stringValue("")) : TerminalText.safe(value.toString());
	}

}
