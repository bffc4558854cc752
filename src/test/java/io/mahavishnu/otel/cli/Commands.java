package io.mahavishnu.otel.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Runs commands in this process and keeps what they print. */
final class Commands {

	/** A pipe of the default width: no colour, no progress. */
	static final Terminal PIPE = new Terminal(Terminal.Target.PIPE, Terminal.Target.PIPE, Terminal.COLUMNS_DEFAULT,
			StandardCharsets.UTF_8, Palette.PLAIN);

	private final Map<String, String> environment;

	private final Terminal terminal;

	private InputStream input = new ByteArrayInputStream(new byte[0]);

	/** What a command did. */
	record Outcome(int exitCode, String out, String err) {

	}

	/** A command at work. */
	record Running(CompletableFuture<Outcome> outcome, ByteArrayOutputStream err) {

		String errSoFar() {
			return this.err.toString(StandardCharsets.UTF_8);
		}

	}

	Commands(String url) {
		this(Map.of(ServiceUrl.VARIABLE, url), PIPE);
	}

	Commands(Map<String, String> environment, Terminal terminal) {
		this.environment = environment;
		this.terminal = terminal;
	}

	Commands withInput(String text) {
		return withInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	Commands withInput(InputStream input) {
		this.input = input;
		return this;
	}

	Outcome run(String... args) {
		return start(args).outcome().join();
	}

	Running start(String... args) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Session session = new Session(this.input, new PrintStream(out, false, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8), this.terminal, this.environment);
		return new Running(CompletableFuture.supplyAsync(() -> {
			int exitCode = Mahavishnu.run(session, args);
			session.out().flush();
			return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
		}, Executors.newVirtualThreadPerTaskExecutor()), err);
	}

}
