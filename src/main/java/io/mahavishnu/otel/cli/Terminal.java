package io.mahavishnu.otel.cli;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * What the process writes to. Java alone cannot tell a terminal on one of the three
 * streams, nor its width, so the launcher says both as system properties; without them
 * the console is asked.
 *
 * @param output what standard output is
 * @param error what standard error is
 * @param columns how many columns a line has, at least 40
 * @param charset the encoding of the text written to standard output and standard error
 * @param palette which control sequences text may carry
 */
record Terminal(Target output, Target error, int columns, Charset charset, Palette palette) {

	static final String OUTPUT_PROPERTY = "mahavishnu.cli.output";

	static final String ERROR_PROPERTY = "mahavishnu.cli.error";

	static final String COLUMNS_PROPERTY = "mahavishnu.cli.columns";

	static final int COLUMNS_DEFAULT = 80;

	private static final int COLUMNS_MIN = 40;

	private static final int COLUMNS_MAX = 500;

	/** What a stream leads to. */
	enum Target {

		TERMINAL, PIPE

	}

	Terminal {
		columns = Math.clamp(columns, COLUMNS_MIN, COLUMNS_MAX);
	}

	/** The terminal of this process. */
	static Terminal detect(Properties properties, Map<String, String> environment) {
		Target output = target(properties.getProperty(OUTPUT_PROPERTY));
		Target error = target(properties.getProperty(ERROR_PROPERTY));
		Charset charset = (output == Target.TERMINAL)
				? Charset.forName(properties.getProperty("stdout.encoding", "UTF-8")) : StandardCharsets.UTF_8;
		// https://no-color.org: set and not empty
		boolean colour = output == Target.TERMINAL && environment.getOrDefault("NO_COLOR", "").isEmpty()
				&& !"dumb".equals(environment.get("TERM"));
		return new Terminal(output, error, columns(properties, environment), charset,
				colour ? Palette.ANSI : Palette.PLAIN);
	}

	/** Whether lines and boxes can be drawn with more than ASCII. */
	boolean drawsBoxes() {
		return this.charset.newEncoder().canEncode("└━✗");
	}

	/** Safe text whose own signs the encoding has; it takes as many columns as before. */
	String encodable(String text) {
		return drawsBoxes() ? text : text.replace('…', '~').replace('µ', 'u');
	}

	private static Target target(@Nullable String said) {
		if (said != null) {
			return said.equals("terminal") ? Target.TERMINAL : Target.PIPE;
		}
		Console console = System.console();
		return (console != null && console.isTerminal()) ? Target.TERMINAL : Target.PIPE;
	}

	private static int columns(Properties properties, Map<String, String> environment) {
		String said = environment.getOrDefault("COLUMNS", properties.getProperty(COLUMNS_PROPERTY, ""));
		return said.matches("[1-9]\\d{0,4}") ? Integer.parseInt(said) : COLUMNS_DEFAULT;
	}

}
