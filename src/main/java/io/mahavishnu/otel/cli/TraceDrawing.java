package io.mahavishnu.otel.cli;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * Draws a trace as a tree with a time line: names on the left, when each span ran in the
 * middle, how long on the right. What failed is marked by a sign, not by colour alone.
 */
final class TraceDrawing {

	private static final int DURATION_WIDTH = 9;

	/** From how many columns on the head has two lines. */
	private static final int HEAD_WIDTH_MIN = 72;

	private final Terminal terminal;

	private final Palette palette;

	private final Symbols symbols;

	private final int labelWidth;

	private final int barWidth;

	private final int levelsMax;

	/** What else is drawn. */
	enum Detail {

		SPANS, SPANS_WITH_ATTRIBUTES

	}

	/** The signs of a drawing, in boxes or in ASCII. */
	private record Symbols(String branch, String lastBranch, String line, String bar, String point, String error,
			String deeper) {

		static final Symbols BOXES = new Symbols("├─ ", "└─ ", "│  ", "━", "╸", "✗ ", "⋯");

		static final Symbols ASCII = new Symbols("|- ", "`- ", "|  ", "=", "-", "x ", "..");

	}

	TraceDrawing(Terminal terminal) {
		this.terminal = terminal;
		this.palette = terminal.palette();
		this.symbols = terminal.drawsBoxes() ? Symbols.BOXES : Symbols.ASCII;
		int room = terminal.columns() - DURATION_WIDTH - 2;
		this.labelWidth = Math.max(20, room * 58 / 100);
		this.barWidth = Math.max(8, room - this.labelWidth);
		// Half of the room for branches, three columns each, and half for names.
		this.levelsMax = this.labelWidth / 6;
	}

	/**
	 * The lines of a drawing.
	 * @param trace the service's answer
	 * @param spansMax how many spans are drawn
	 * @param detail what else is drawn
	 */
	List<String> draw(JsonNode trace, int spansMax, Detail detail) {
		long start = Figures.epochNanos(Json.text(trace, "timestamp"));
		List<SpanNode> spans = Json.elements(trace, "spans").stream().map((each) -> SpanNode.of(each, start)).toList();
		long first = spans.stream().mapToLong(SpanNode::startEpochNanos).min().orElse(start);
		long last = spans.stream().mapToLong(SpanNode::endEpochNanos).max().orElse(start);
		List<String> lines = new ArrayList<>(head(trace));
		lines.add("");
		lines.add(axis(last - first));
		List<SpanTree.Line> tree = new SpanTree(spans).lines();
		String serviceAbove = "";
		for (SpanTree.Line line : tree.subList(0, Math.min(spansMax, tree.size()))) {
			lines.add(span(line, serviceAbove, first, last));
			serviceAbove = line.span().service();
			details(line, detail, lines);
		}
		if (tree.size() > spansMax) {
			lines.add("… and " + Figures.count(tree.size() - spansMax, "more span") + "; --spans-max draws more");
		}
		return lines;
	}

	private List<String> head(JsonNode trace) {
		long errors = Json.integer(trace, "error_count");
		boolean wide = this.terminal.columns() >= HEAD_WIDTH_MIN;
		String time = wide ? Figures.millis(Json.text(trace, "timestamp"))
				: Figures.seconds(Json.text(trace, "timestamp"));
		String facts = time + " UTC, " + Figures.duration(Json.number(trace, "duration_ms")) + ", "
				+ Figures.count(Json.integer(trace, "span_count"), "span") + ", ";
		String failed = Figures.count(errors, "error");
		String system = TerminalText.safe(Json.text(trace, "system_id"));
		String of = "of " + this.palette.bold(TerminalText.cut(system, 30));
		String heading = "Trace " + this.palette.id(TerminalText.safe(Json.text(trace, "trace_id")));
		if (!wide) {
			return List.of(heading, of, facts.substring(0, facts.length() - 2),
					(errors > 0) ? this.palette.error(failed) : failed);
		}
		return List.of(heading + " " + of, facts + ((errors > 0) ? this.palette.error(failed) : failed));
	}

	private String axis(long totalNanos) {
		String end = Figures.duration(totalNanos / 1e6);
		String scale = "0" + TerminalText.right(end, this.barWidth - 1);
		return this.palette.dim(TerminalText.left("SPAN (SERVICE)", this.labelWidth) + " " + scale + " "
				+ TerminalText.right("DURATION", DURATION_WIDTH));
	}

	private String span(SpanTree.Line line, String serviceAbove, long first, long last) {
		SpanNode span = line.span();
		String lead = indent(line, this.symbols.branch(), this.symbols.lastBranch());
		String mark = span.isFailed() ? this.symbols.error() : "";
		String service = span.service().isEmpty() || span.service().equals(serviceAbove) ? ""
				: " (" + span.service() + ")";
		String orphan = (line.parent() == SpanTree.Parent.MISSING) ? " [parent missing]" : "";
		int room = this.labelWidth - TerminalText.width(lead) - TerminalText.width(mark);
		String name = TerminalText.cut(span.name() + orphan,
				Math.max(room * 2 / 3, room - TerminalText.width(service)));
		String after = TerminalText.left(service, Math.max(0, room - TerminalText.width(name)));
		String label = span.isFailed() ? this.palette.error(mark + name) : name;
		return this.palette.dim(lead) + label + this.palette.dim(after) + " " + bar(span, first, last) + " "
				+ TerminalText.right(Figures.duration(span.durationNanos() / 1e6), DURATION_WIDTH);
	}

	private void details(SpanTree.Line line, Detail detail, List<String> lines) {
		String lead = indent(line, this.symbols.line(), "   ") + "  ";
		int room = Math.max(20, this.terminal.columns() - TerminalText.width(lead));
		if (line.span().isFailed() && !line.span().message().isEmpty()) {
			lines.add(this.palette.dim(lead) + this.palette.error(TerminalText.cut(line.span().message(), room)));
		}
		if (detail == Detail.SPANS_WITH_ATTRIBUTES) {
			line.span()
				.attributes()
				.forEach((each) -> lines.add(this.palette.dim(lead + TerminalText.cut(each, room))));
		}
	}

	/**
	 * What stands before a name: a bar for each branch that goes on, then the span's own.
	 */
	private String indent(SpanTree.Line line, String branch, String lastBranch) {
		List<SpanTree.Place> levels = line.lastOfSiblings();
		if (levels.isEmpty()) {
			return "";
		}
		int shown = Math.min(levels.size(), this.levelsMax);
		int hidden = line.depth() - shown;
		StringBuilder indent = new StringBuilder((hidden > 0) ? this.symbols.deeper() + hidden + " " : "");
		for (SpanTree.Place each : levels.subList(levels.size() - shown, levels.size() - 1)) {
			indent.append((each == SpanTree.Place.LAST) ? "   " : this.symbols.line());
		}
		return indent.append((levels.getLast() == SpanTree.Place.LAST) ? lastBranch : branch).toString();
	}

	private String bar(SpanNode span, long first, long last) {
		double perColumn = Math.max(1, last - first) / (double) this.barWidth;
		int from = Math.clamp((long) ((span.startEpochNanos() - first) / perColumn), 0, this.barWidth - 1);
		long columns = Math.round(span.durationNanos() / perColumn);
		int length = Math.clamp(columns, 1, this.barWidth - from);
		String bar = (columns == 0) ? this.symbols.point() : this.symbols.bar().repeat(length);
		String drawn = span.isFailed() ? this.palette.error(bar) : bar;
		return " ".repeat(from) + drawn + " ".repeat(this.barWidth - from - length);
	}

}
