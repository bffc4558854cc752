package io.mahavishnu.otel.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs commands in this process and keeps what they print. */
final class Commands {

	private final Map<String, String> environment;

	private final Terminal terminal;

	private byte[] input = {};

	/** What a command did. */
	record Outcome(int exitCode, String out, String err) {

	}

	Commands(String url) {
		this(Map.of(ServiceUrl.VARIABLE, url), Terminal.pipe());
	}

	Commands(Map<String, String> environment, Terminal terminal) {
		this.environment = environment;
		this.terminal = terminal;
	}

	Commands withInput(String text) {
		this.input = text.getBytes(StandardCharsets.UTF_8);
		return this;
	}

	Outcome run(String... args) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Session session = new Session(new ByteArrayInputStream(this.input),
				new PrintStream(out, false, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
				this.terminal, this.environment);
		int exitCode = Mahavishnu.run(session, args);
		session.out().flush();
		return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

}
