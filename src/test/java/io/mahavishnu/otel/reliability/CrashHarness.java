package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Kills the service many times under load and tells what became of what it had
 * acknowledged: a program.
 */
public final class CrashHarness {

	private static final String USAGE = """
			usage: CrashHarness [KILLS [SEED [LANES]]]
			  KILLS    how often a service is killed (300)
			  SEED     gives the kinds of kills and the requests (1)
			  LANES    services that are killed beside each other, each with data of its own (1)""";

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
	public static void main(String[] arguments) throws Exception {
		System.exit(run(arguments, System.out));
	}

	private static int run(String[] arguments, PrintStream out) throws Exception {
		int kills;
		long seed;
		int lanes;
		try {
			kills = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 300;
			seed = (arguments.length > 1) ? Long.parseLong(arguments[1]) : 1;
			lanes = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : 1;
		}
		catch (NumberFormatException nonsense) {
			out.println(nonsense.getMessage());
			out.println(USAGE);
			return 2;
		}
		if (lanes < 1 || kills < lanes) {
			out.println(USAGE);
			return 2;
		}
		Path folder = Files.createTempDirectory("crash-");
		out.println("data, logs and ledgers: " + folder);
		CrashReport report = run(folder, kills, seed, lanes, out);
		out.print(report.table());
		return report.findings().isEmpty() ? 0 : 1;
	}

	/** Shares the kills among lanes. */
	static CrashReport run(Path folder, int kills, long seed, int lanes, PrintStream out)
			throws ExecutionException, InterruptedException {
		try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
			List<Future<CrashReport>> running = new ArrayList<>();
			for (int lane = 0; lane < lanes; lane++) {
				int number = lane;
				int share = kills / lanes + ((lane < kills % lanes) ? 1 : 0);
				running.add(threads.submit(() -> lane(folder.resolve("lane-" + number), share, seed + number, out)));
			}
			CrashReport all = running.getFirst().get();
			for (Future<CrashReport> other : running.subList(1, lanes)) {
				all = all.and(other.get());
			}
			return all;
		}
	}

	private static CrashReport lane(Path folder, int kills, long seed, PrintStream out)
			throws IOException, InterruptedException {
		Files.createDirectories(folder);
		try (Ledger ledger = new Ledger(folder.resolve("ledger.txt"))) {
			return new CrashRun(folder, seed, ledger, PAUSE, (line) -> out.println(folder.getFileName() + ", " + line))
				.run(kills);
		}
	}

}
