package io.mahavishnu.otel.cli;

import tools.jackson.databind.JsonNode;

/**
 * Prints traces as they come, a line each: when, how long, which, what. A line of its own
 * says when another day begins. Not thread-safe.
 */
final class TraceLines {

	/** What stands before the id: a time, a duration, a sign for errors. */
	private static final int LEAD_WIDTH = 20;

	private static final int WHAT_MIN = 12;

	private final Session session;

	private String day = "";

	TraceLines(Session session) {
		this.session = session;
	}

	void print(JsonNode trace) {
		String[] time = Figures.seconds(Json.text(trace, "timestamp")).split(" ", 2);
		if (!time[0].equals(this.day)) {
			this.day = time[0];
			this.session.line(this.session.palette().dim(this.day));
		}
		boolean failed = Json.integer(trace, "error_count") > 0;
		String mark = this.session.terminal().drawsBoxes() ? "✗" : "x";
		String lead = TerminalText.left(time[time.length - 1], 8) + " "
				+ TerminalText.right(Figures.duration(Json.number(trace, "duration_ms")), 8) + " "
				+ (failed ? this.session.palette().error(mark) : " ") + " ";
		print(lead, TerminalText.safe(Json.text(trace, "trace_id")), TerminalText.safe(Json.text(trace, "system_id"))
				+ ": " + TerminalText.safe(Json.text(trace, "root_name")));
	}

	/**
	 * Gives an id a line of its own where there is no room behind it: it is never cut.
	 */
	private void print(String lead, String id, String what) {
		int columns = this.session.terminal().columns();
		int room = columns - LEAD_WIDTH - TerminalText.width(id) - 1;
		if (room >= WHAT_MIN) {
			this.session.line(lead + this.session.palette().id(id) + " " + TerminalText.cut(what, room));
		}
		else {
			this.session.line(lead + TerminalText.cut(what, columns - LEAD_WIDTH));
			this.session.line("  " + this.session.palette().id(id));
		}
	}

}
