package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Kills the service many times under load and tells what became of what it had
 * acknowledged: a program.
 */
public final class CrashHarness {

	private static final String USAGE = "usage: CrashHarness [KILLS [SEED]]    (300 kills, seed 1)";

	/**
	 * So that the ledger grows by what the service does, not by what it could do at most.
	 */
	private static final Duration PAUSE = Duration.ofMillis(10);

	private CrashHarness() {
	}

	/**
	 * Runs the program; the exit code is 0 when every promise was kept, 1 when not, and 2
	 * when the arguments make no sense.
	 */
	@SuppressWarnings("SystemExitOutsideMain")
	public static void main(String[] arguments) throws IOException {
		System.exit(run(arguments, System.out));
	}

	static int run(String[] arguments, PrintStream out) throws IOException {
		int kills;
		long seed;
		try {
			kills = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 300;
			seed = (arguments.length > 1) ? Long.parseLong(arguments[1]) : 1;
		}
		catch (NumberFormatException nonsense) {
			out.println(nonsense.getMessage());
			out.println(USAGE);
			return 2;
		}
		Path folder = Files.createTempDirectory("crash-");
		out.println("data, logs and ledger: " + folder);
		try (Ledger ledger = new Ledger(folder.resolve("ledger.txt"))) {
			CrashReport report = new CrashRun(folder, seed, ledger, PAUSE).run(kills);
			out.print(report.table());
			report.findings().lines().forEach(out::println);
			return report.findings().isEmpty() ? 0 : 1;
		}
	}

}
