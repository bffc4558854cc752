package io.mahavishnu.otel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

/**
 * Draws answers as an SVG picture: each question, the trace that comes first, and the
 * sentences that say why, with the words of the question marked. The same answers give
 * the same picture. Not thread-safe.
 */
final class AnswerDrawing {

	private static final int WIDTH = 1000;

	private static final int LINE_LENGTH_MAX = 112;

	private static final int LINE_HEIGHT = 19;

	private static final int MARGIN = 24;

	private final StringBuilder lines = new StringBuilder();

	private int y = MARGIN;

	/** Adds a question and the first result of its answer. */
	void add(String question, JsonNode result) {
		this.y += LINE_HEIGHT;
		line(0, "class='question'", escaped(question));
		line(0, "class='trace'", escaped(cut(trace(result))));
		for (JsonNode match : result.required("matches")) {
			line(1, "class='span'", escaped(heading(match)));
			sentence(match.required("text").asString(), match.required("marks"));
		}
	}

	String svg() {
		int height = this.y + MARGIN;
		return """
				<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'>
				<style>
				text { font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: 13px; fill: #24292f; }
				.question { font-size: 16px; font-weight: bold; }
				.trace { fill: #57606a; }
				.span { fill: #0550ae; }
				.mark { font-weight: bold; fill: #bc4c00; }
				</style>
				<rect width='100%%' height='100%%' fill='#ffffff'/>
				%s</svg>
				""".formatted(WIDTH, height, WIDTH, height, this.lines);
	}

	private static String trace(JsonNode result) {
		return String.format(Locale.ROOT, "→ %s  (%d spans, %d failed, %.0f ms; %s)",
				result.required("root_name").asString(), result.required("span_count").asInt(),
				result.required("error_count").asInt(), result.required("duration_ms").asDouble(),
				String.join(", ", strings(result.required("services"))));
	}

	private static String cut(String line) {
		return (line.length() <= LINE_LENGTH_MAX) ? line : line.substring(0, LINE_LENGTH_MAX) + "…";
	}

	private static String heading(JsonNode match) {
		StringBuilder heading = new StringBuilder(match.path("service").asString("the trace"));
		heading.append(match.has("span_name") ? " · " + match.path("span_name").asString() : " · the trace as a whole");
		if (match.has("similarity")) {
			heading.append(String.format(Locale.ROOT, " · similarity %.2f", match.required("similarity").asDouble()));
		}
		return heading.toString();
	}

	/** A text in lines that end between words. */
	private void sentence(String text, JsonNode marks) {
		int start = 0;
		while (start < text.length()) {
			int end = Math.min(text.length(), start + LINE_LENGTH_MAX);
			int space = text.lastIndexOf(' ', end);
			if (end < text.length() && space > start) {
				end = space;
			}
			line(2, "", marked(text, start, end, marks));
			start = (end < text.length() && text.charAt(end) == ' ') ? end + 1 : end;
		}
	}

	private static String marked(String text, int start, int end, JsonNode marks) {
		StringBuilder line = new StringBuilder();
		int at = start;
		for (JsonNode mark : marks) {
			int from = Math.clamp(mark.required(0).asInt(), at, end);
			int to = Math.clamp(mark.required(1).asInt(), from, end);
			if (from < to) {
				line.append(escaped(text.substring(at, from)))
					.append("<tspan class='mark'>")
					.append(escaped(text.substring(from, to)))
					.append("</tspan>");
				at = to;
			}
		}
		return line.append(escaped(text.substring(at, end))).toString();
	}

	private void line(int depth, String attributes, String content) {
		this.y += LINE_HEIGHT;
		this.lines.append("<text x='%d' y='%d' xml:space='preserve' %s>%s</text>%n".formatted(MARGIN + depth * 20,
				this.y, attributes, content));
	}

	private static List<String> strings(JsonNode array) {
		List<String> strings = new ArrayList<>();
		array.forEach((each) -> strings.add(each.asString()));
		return strings;
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('\n', ' ');
	}

}
