package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Lists services, or the operations of one. */
@Command(name = "services", description = "Lists the services, or the operations of one.")
final class ServicesCommand implements Callable<Integer> {

	/** From how many columns on all figures are shown. */
	private static final int WIDE_MIN = 62;

	/** What all columns but the first take. */
	private static final int FIGURES_WIDTH = 46;

	private static final int FEW_FIGURES_WIDTH = 27;

	private final OtelCommand otel;

	@Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Show the operations of this service.")
	private @Nullable String service;

	ServicesCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		Session session = this.otel.session();
		try (ServiceClient client = this.otel.client()) {
			Answer answer = (this.service != null)
					? client.get(List.of(), "api", "services", this.service, "operations")
					: client.get(List.of(), "api", "services");
			if (answer.status() == 404) {
				throw new CommandFailure(ExitCodes.NOTHING_FOUND, answer.problem());
			}
			List<JsonNode> rows = Json.elements(answer.json(), "services", "operations", "results");
			if (this.otel.isJson()) {
				session.json(answer.text().strip());
			}
			else if (rows.isEmpty()) {
				session.note((this.service != null) ? "No span of the service " + this.service + " is stored."
						: "No span with a service is stored.");
			}
			else {
				print(rows);
			}
			return rows.isEmpty() ? ExitCodes.NOTHING_FOUND : ExitCodes.DONE;
		}
	}

	private void print(List<JsonNode> rows) {
		Session session = this.otel.session();
		boolean wide = session.terminal().columns() >= WIDE_MIN;
		int nameWidth = session.terminal().columns() - (wide ? FIGURES_WIDTH : FEW_FIGURES_WIDTH);
		String first = (this.service != null) ? "OPERATION" : "SERVICE";
		session.line(session.palette()
			.dim(TerminalText.left(first, nameWidth) + row(wide, "TRACES", "SPANS", " ERRORS", "P50", "P95")));
		for (JsonNode row : rows) {
			JsonNode duration = row.path("duration_ms");
			String errors = TerminalText.right(count(row, "error_count"), 7);
			String figures = row(wide, count(row, "trace_count"), count(row, "span_count"),
					(Json.integer(row, "error_count") > 0) ? session.palette().error(errors) : errors,
					Figures.duration(Json.number(duration, "p50")), Figures.duration(Json.number(duration, "p95")));
			session.line(TerminalText.left(TerminalText.safe(Json.text(row, "name")), nameWidth) + figures);
		}
	}

	/** The figures, right-aligned; those of the errors are given so. */
	private static String row(boolean wide, String traces, String spans, String errors, String median, String slow) {
		return (wide ? TerminalText.right(traces, 9) : "") + TerminalText.right(spans, 10) + errors
				+ (wide ? TerminalText.right(median, 10) : "") + TerminalText.right(slow, 10);
	}

	private static String count(JsonNode row, String field) {
		return Figures.count(Json.integer(row, field));
	}

}
