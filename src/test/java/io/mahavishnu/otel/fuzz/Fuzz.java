package io.mahavishnu.otel.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;

/** Damages inputs for as long as one likes, and prints what became of them: a program. */
public final class Fuzz {

	private static final String USAGE = "usage: Fuzz [SECONDS [SEED]]    (for each target; 10 seconds, seed 1)";

	private static final String ROW = "| %-60s | %9d | %6d ms | %6d KB |%n";

	private Fuzz() {
	}

	/**
	 * Runs the program; the exit code is 0 when all went well, 1 with the first input
	 * that did not, and 2 when the arguments make no sense.
	 */
	@SuppressWarnings("SystemExitOutsideMain")
	public static void main(String[] arguments) throws IOException {
		System.exit(run(arguments, System.out));
	}

	static int run(String[] arguments, PrintStream out) throws IOException {
		Duration each;
		long seed;
		try {
			each = Duration.ofSeconds((arguments.length > 0) ? Long.parseLong(arguments[0]) : 10);
			seed = (arguments.length > 1) ? Long.parseLong(arguments[1]) : 1;
		}
		catch (NumberFormatException nonsense) {
			out.println(nonsense.getMessage());
			out.println(USAGE);
			return 2;
		}
		out.println("| target | inputs | slowest | most allocated |");
		out.println("| --- | --- | --- | --- |");
		try {
			run(Decoders.all(), each, seed, out);
			return runEndpoints(each, seed, out);
		}
		catch (AssertionError finding) {
			out.println(finding.getMessage());
			return 1;
		}
	}

	private static int runEndpoints(Duration each, long seed, PrintStream out) throws IOException {
		Path folder = Files.createTempDirectory("fuzz-");
		try (ServiceProcess service = new ServiceCommand(folder).start()) {
			run(new Endpoints(service.port()).all(), each, seed, out);
			long errors = service.log().lines().filter((line) -> line.contains(" ERROR ")).count();
			out.println("errors in the service's log (" + folder + "): " + errors);
			return (errors == 0) ? 0 : 1;
		}
	}

	private static void run(List<FuzzTarget> targets, Duration each, long seed, PrintStream out) {
		for (FuzzTarget target : targets) {
			long end = System.nanoTime() + each.toNanos();
			FuzzRun.Report report = new FuzzRun(target, seed).run((_) -> System.nanoTime() < end);
			out.printf(Locale.ROOT, ROW, target, report.inputs(), report.slowestNanos() / 1_000_000,
					report.allocatedBytesMax() / 1024);
		}
	}

}
