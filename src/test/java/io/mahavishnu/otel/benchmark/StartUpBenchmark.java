package io.mahavishnu.otel.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.springframework.util.FileSystemUtils;

/**
 * Takes the time from the start of the packaged service's process until it is ready for
 * traces, each time on an empty folder and free ports: from the jar, and as
 * {@code bin/mahavishnu prepare} lays it out, with SIMD and without.
 */
public final class StartUpBenchmark {

	private static final Map<String, String> OPTIONS = Map.of("rounds", "5");

	private static final Duration READY_MAX = Duration.ofMinutes(2);

	private static final String READY = "Ready for traces";

	private static final Path LAUNCHER = Path.of("bin", "mahavishnu").toAbsolutePath();

	private static final Path CACHE = Path.of("target", "otel-ingester.aot");

	private static final List<String> SERVE = List.of("serve", "--server.port=0", "--spring.grpc.server.port=0",
			"--mahavishnu.otel-ingester.receive.otlp-http-port=0");

	private final int rounds;

	private final Table table;

	private StartUpBenchmark(int rounds, PrintStream out) {
		this.rounds = rounds;
		this.table = new Table(out, "started from", "median, s", "all, s", "processor time, s");
	}

	/** Runs the program. */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		int rounds = new Arguments(OPTIONS, arguments).number("rounds");
		System.out.println(Machine.description());
		System.out.println();
		new StartUpBenchmark(rounds, System.out).run();
	}

	private void run() throws IOException, InterruptedException {
		Files.deleteIfExists(CACHE);
		start("the jar, SIMD", "on");
		prepare("on");
		start("`prepare`, `serve` (SIMD)", "on");
		try {
			prepare("off");
			start("the same without SIMD", "off");
		}
		finally {
			prepare("on");
		}
	}

	private static void prepare(String simd) throws IOException, InterruptedException {
		Process process = process(List.of("prepare"), simd).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException(LAUNCHER + " prepare failed: " + process.exitValue());
		}
	}

	private void start(String from, String simd) throws IOException, InterruptedException {
		List<Start> starts = new ArrayList<>();
		for (int round = 0; round < this.rounds; round++) {
			Path folder = Files.createTempDirectory("start-up");
			try {
				starts.add(start(folder, simd));
			}
			finally {
				FileSystemUtils.deleteRecursively(folder);
			}
		}
		List<Double> seconds = starts.stream().map(Start::seconds).toList();
		this.table.row(from, Table.decimal(Table.median(seconds)),
				seconds.stream().map(Table::decimal).collect(Collectors.joining(", ")),
				Table.decimal(Table.median(starts.stream().map(Start::processorSeconds).toList())));
	}

	private static Start start(Path folder, String simd) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		Process process = process(SERVE, simd).directory(folder.toFile()).start();
		CompletableFuture.delayedExecutor(READY_MAX.toSeconds(), TimeUnit.SECONDS).execute(process::destroyForcibly);
		try (BufferedReader output = process.inputReader()) {
			String line = output.readLine();
			while (line != null && !line.contains(READY)) {
				line = output.readLine();
			}
			if (line == null) {
				throw new IllegalStateException("the service ended before it was ready: " + process.waitFor());
			}
			long nanos = System.nanoTime() - begun;
			Duration processor = process.info().totalCpuDuration().orElse(Duration.ZERO);
			// what it says as it ends must be read, and Process.destroy would close the
			// stream
			process.toHandle().destroy();
			output.transferTo(Writer.nullWriter());
			return new Start(nanos / 1e9, processor.toMillis() / 1e3);
		}
		finally {
			process.destroy();
			process.waitFor();
		}
	}

	private static ProcessBuilder process(List<String> arguments, String simd) {
		List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
		command.addAll(arguments);
		ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
		process.environment().put("MAHAVISHNU_SIMD", simd);
		return process;
	}

	/**
	 * How long a start took.
	 *
	 * @param seconds by the clock
	 * @param processorSeconds of processor time
	 */
	private record Start(double seconds, double processorSeconds) {

	}

}
