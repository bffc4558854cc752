package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

/**
 * Prints found traces: a line of figures, a line with the id, and up to three lines that
 * say why each was found.
 */
final class Results {

	private static final String INDENT = "  ";

	/** What stands before the system. */
	private static final int FIGURES_WIDTH = 60;

	/** From how many columns on all figures are shown. */
	private static final int WIDE_MIN = 72;

	private static final int NAME_MIN = 12;

	private final OtelCommand otel;

	private final Session session;

	private final String query;

	Results(OtelCommand otel, String query) {
		this.otel = otel;
		this.session = otel.session();
		this.query = query;
	}

	/** Prints an answer and gives the exit code. */
	int print(Answer answer) {
		JsonNode json = answer.json();
		List<JsonNode> results = Json.elements(json, "results");
		if (this.otel.isJson()) {
			this.session.json(answer.text().strip());
		}
		else {
			print(results);
			if (!results.isEmpty()) {
				this.session.line("");
			}
			foot(json, results);
		}
		return results.isEmpty() ? ExitCodes.NOTHING_FOUND : ExitCodes.DONE;
	}

	private void print(List<JsonNode> results) {
		if (!results.isEmpty()) {
			this.session.line(this.session.palette()
				.dim(isWide() ? "SCORE  SIMILARITY  START (UTC)            DURATION  ERRORS  SYSTEM"
						: "SCORE  START (UTC)            DURATION"));
		}
		results.forEach(this::print);
	}

	private void print(JsonNode result) {
		Palette palette = this.session.palette();
		this.session.line(isWide() ? figures(result) : fewFigures(result));
		String id = TerminalText.safe(Json.text(result, "trace_id"));
		String root = TerminalText.safe(Json.text(result, "root_name")) + others(result);
		int left = this.session.terminal().columns() - 2 - TerminalText.width(id) - 2;
		if (left >= NAME_MIN) {
			this.session.line(INDENT + palette.id(id) + INDENT + palette.bold(TerminalText.cut(root, left)));
		}
		else {
			this.session.line(INDENT + palette.id(id));
			this.session.line(INDENT + palette.bold(TerminalText.cut(root, this.session.terminal().columns() - 2)));
		}
		Json.elements(result, "matches").forEach(this::printMatch);
	}

	private boolean isWide() {
		return this.session.terminal().columns() >= WIDE_MIN;
	}

	private String figures(JsonNode result) {
		int columns = this.session.terminal().columns();
		String errors = TerminalText.right(Figures.count(Json.integer(result, "error_count")), 6);
		return String.format(Locale.ROOT, "%5.3f  %10s  %s  %s  %s", Json.number(result, "score"), similarity(result),
				startAndDuration(result),
				(Json.integer(result, "error_count") > 0) ? this.session.palette().error(errors) : errors,
				TerminalText.cut(TerminalText.safe(Json.text(result, "system_id")), columns - FIGURES_WIDTH));
	}

	private String fewFigures(JsonNode result) {
		String mark = this.session.terminal().drawsBoxes() ? " ✗" : " x";
		return String.format(Locale.ROOT, "%5.3f  %s%s", Json.number(result, "score"), startAndDuration(result),
				(Json.integer(result, "error_count") > 0) ? this.session.palette().error(mark) : "");
	}

	private static String startAndDuration(JsonNode result) {
		return TerminalText.left(Figures.seconds(Json.text(result, "timestamp")), 19) + INDENT
				+ TerminalText.right(Figures.duration(Json.number(result, "duration_ms")), 10);
	}

	private void printMatch(JsonNode match) {
		String span = TerminalText.safe(Json.text(match, "span_name"));
		String service = TerminalText.safe(Json.text(match, "service"));
		int columns = this.session.terminal().columns() - 4;
		MarkedText text = MarkedText.of(match, this.query);
		String lead = TerminalText.cut(lead(text.startsWith(span) ? "" : span, service), columns / 2);
		String bullet = this.session.terminal().drawsBoxes() ? "› " : "> ";
		List<String> lines = text.wrap(columns, TerminalText.width(lead), 2, this.session.palette());
		for (int i = 0; i < lines.size(); i++) {
			this.session.line(INDENT + ((i == 0) ? bullet + this.session.palette().dim(lead) : INDENT) + lines.get(i));
		}
	}

	/** Whose words follow; empty where they say it themselves. */
	private static String lead(String span, String service) {
		if (span.isEmpty()) {
			return service.isEmpty() ? "" : service + ": ";
		}
		return service.isEmpty() ? span + ": " : span + " (" + service + "): ";
	}

	private void foot(JsonNode json, List<JsonNode> results) {
		String hint = Json.text(json, "hint");
		if (results.isEmpty()) {
			this.session.note("Nothing found." + (hint.isEmpty() ? "" : " " + hint));
			return;
		}
		if (!hint.isEmpty()) {
			this.session.note(hint);
		}
		String cursor = Json.text(json, "next_cursor");
		if (!cursor.isEmpty()) {
			this.session.note("There is more: the same command with --cursor " + cursor);
		}
	}

	private static String similarity(JsonNode result) {
		return result.path("similarity").isNumber()
				? String.format(Locale.ROOT, "%.3f", Json.number(result, "similarity")) : "-";
	}

	private static String others(JsonNode result) {
		long others = Json.integer(result, "similar_count") - 1;
		return (others > 0) ? " (+" + Figures.count(others) + " alike)" : "";
	}

}
