package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/**
 * The command {@code mahavishnu}. It starts no Spring unless it is asked to serve.
 */
@Command(name = "mahavishnu", mixinStandardHelpOptions = true, versionProvider = Mahavishnu.Version.class,
		description = "A trace store that answers questions asked in words.", synopsisSubcommandLabel = "COMMAND",
		footer = { "", "Start the service with `mahavishnu serve`, then try `mahavishnu otel --help`." })
public final class Mahavishnu {

	/** The least that picocli takes. */
	private static final int HELP_WIDTH_MIN = 55;

	private static final int HELP_WIDTH_MAX = 100;

	private Mahavishnu() {
	}

	/**
	 * Runs a command and ends the process with its exit code, unless it keeps serving.
	 */
	public static void main(String[] args) {
		Session session = Session.ofProcess();
		int exitCode = run(session, args);
		session.out().flush();
		// What serves lives on by its own threads.
		if (exitCode != ExitCodes.DONE || args.length == 0 || !args[0].equals("serve")) {
			System.exit(exitCode);
		}
	}

	/** Runs a command and gives its exit code. */
	static int run(Session session, String... args) {
		return commandLine(session).execute(withHyphens(args));
	}

	static CommandLine commandLine(Session session) {
		OtelCommand otel = new OtelCommand(session);
		CommandLine otelLine = new CommandLine(otel).addSubcommand(new IngestCommand(otel))
			.addSubcommand(new SearchCommand(otel))
			.addSubcommand(new GetTraceCommand(otel))
			.addSubcommand(new SimilarCommand(otel))
			.addSubcommand(new ServicesCommand(otel))
			.addSubcommand(new StatsCommand(otel))
			.addSubcommand(new ExportCommand(otel))
			.addSubcommand(new TailCommand(otel))
			.addSubcommand(new BackupCommand(otel))
			.addSubcommand(new ImportCommand(otel));
		CommandLine line = new CommandLine(new Mahavishnu()).addSubcommand(new ServeCommand())
			.addSubcommand(new PrepareCommand())
			.addSubcommand(otelLine)
			.addSubcommand("generate-completion", new GenerateCompletion());
		return configure(line, session);
	}

	private static CommandLine configure(CommandLine line, Session session) {
		Ansi ansi = (session.palette() == Palette.ANSI) ? Ansi.ON : Ansi.OFF;
		ColorScheme colours = CommandLine.Help.defaultColorScheme(ansi);
		line.registerConverter(Duration.class, new OptionTypes.DurationType());
		line.registerConverter(OptionTypes.Size.class, new OptionTypes.SizeType());
		line.setColorScheme(colours);
		line.setUsageHelpWidth(Math.clamp(session.terminal().columns(), HELP_WIDTH_MIN, HELP_WIDTH_MAX));
		line.setOut(new PrintWriter(session.out(), true));
		line.setErr(new PrintWriter(session.err(), true));
		line.setExecutionExceptionHandler((exception, failed, _) -> {
			if (exception instanceof CommandFailure failure) {
				session.note(failure.sentence());
				return failure.exitCode();
			}
			exception.printStackTrace(failed.getErr());
			return ExitCodes.DEFECT;
		});
		return line;
	}

	/**
	 * Takes {@code --min_duration_ms} for {@code --min-duration-ms}: the HTTP name serves
	 * too.
	 */
	private static String[] withHyphens(String... args) {
		if (args.length > 0 && args[0].equals("serve")) {
			return args;
		}
		return Arrays.stream(args).map(Mahavishnu::withHyphens).toArray(String[]::new);
	}

	private static String withHyphens(String arg) {
		if (!arg.startsWith("--")) {
			return arg;
		}
		int end = (arg.indexOf('=') < 0) ? arg.length() : arg.indexOf('=');
		return arg.substring(0, end).replace('_', '-') + arg.substring(end);
	}

	/** The version that the build wrote down. */
	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() throws IOException {
			Properties build = new Properties();
			try (InputStream in = Mahavishnu.class.getResourceAsStream("/META-INF/build-info.properties")) {
				if (in != null) {
					build.load(in);
				}
			}
			return new String[] { "mahavishnu " + build.getProperty("build.version", "(not built)") };
		}

	}

}
