package io.mahavishnu.otel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input
 * @param out standard output: results alone
 * @param err standard error: progress, hints and errors
 * @param terminal what the streams lead to
 * @param environment the variables of the environment
 */
record Session(InputStream in, PrintStream out, PrintStream err, Terminal terminal, Map<String, String> environment) {

	/** The streams of this process. */
	static Session ofProcess() {
		Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
		return new Session(System.in,
				new PrintStream(new FileOutputStream(FileDescriptor.out), false, terminal.charset()),
				new PrintStream(new FileOutputStream(FileDescriptor.err), true, terminal.charset()), terminal,
				System.getenv());
	}

	/** Writes a line to standard output; text of others must be safe already. */
	void line(String line) {
		this.out.println(this.terminal.encodable(line.stripTrailing()));
	}

	/** Writes JSON to standard output, in UTF-8 as JSON demands, and a line end. */
	void json(String json) {
		this.out.writeBytes(TerminalText.safeJson(json).getBytes(StandardCharsets.UTF_8));
		this.out.write('\n');
	}

	/**
	 * Writes lines to standard error, made safe; on a terminal they break between words.
	 */
	void note(String note) {
		this.out.flush();
		int columns = (this.terminal.error() == Terminal.Target.TERMINAL) ? this.terminal.columns() : Integer.MAX_VALUE;
		note.lines()
			.flatMap((line) -> TerminalText.wrap(TerminalText.safe(line), columns).stream())
			.map(this.terminal::encodable)
			.forEach(this.err::println);
		this.err.flush();
	}

	/**
	 * Whether nobody reads standard output any more, as after {@code | head}; what is
	 * written so far is passed on.
	 */
	boolean isOutputClosed() {
		return this.out.checkError();
	}

	Palette palette() {
		return this.terminal.palette();
	}

}
