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

	private static final int SYSTEM_COLUMN = 54;

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
			this.session
				.line(this.session.palette().dim("SCORE  SIMILARITY  START (UTC)            DURATION  ERRORS  SYSTEM"));
		}
		results.forEach(this::print);
	}

	private void print(JsonNode result) {
		Palette palette = this.session.palette();
		int columns = this.session.terminal().columns();
		long errors = Json.integer(result, "error_count");
		String errorCount = TerminalText.right(Figures.count(errors), 6);
		this.session.line(String.format(Locale.ROOT, "%5.3f  %10s  %s  %s  %s  %s", Json.number(result, "score"),
				similarity(result), TerminalText.left(Figures.seconds(Json.text(result, "timestamp")), 19),
				TerminalText.right(Figures.duration(Json.number(result, "duration_ms")), 10),
				(errors > 0) ? palette.error(errorCount) : errorCount, TerminalText
					.cut(TerminalText.safe(Json.text(result, "system_id")), Math.max(8, columns - SYSTEM_COLUMN - 8))));
		String id = TerminalText.safe(Json.text(result, "trace_id"));
		String root = TerminalText.safe(Json.text(result, "root_name")) + others(result);
		int left = Math.max(10, columns - 2 - TerminalText.width(id) - 2);
		this.session.line(INDENT + palette.id(id) + INDENT + palette.bold(TerminalText.cut(root, left)));
		Json.elements(result, "matches").forEach(this::printMatch);
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
