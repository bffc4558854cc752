package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How long single steps take: all classes of this code that JMH's annotations mark. */
public final class MicroBenchmarks {

	private static final Map<String, String> OPTIONS = Map.of("include", ".*Benchmark.*", "forks", "3", "warm-up", "3",
			"measurements", "5", "seconds", "2");

	private MicroBenchmarks() {
	}

	/** Runs the program. */
	public static void main(String[] commandLine) throws RunnerException, IOException {
		Arguments arguments = new Arguments(OPTIONS, commandLine);
		TimeValue time = TimeValue.seconds(arguments.number("seconds"));
		String machine = Machine.description();
		Collection<RunResult> results = new Runner(new OptionsBuilder().include(arguments.text("include"))
			.mode(Mode.AverageTime)
			.timeUnit(TimeUnit.MICROSECONDS)
			.forks(arguments.number("forks"))
			.warmupIterations(arguments.number("warm-up"))
			.warmupTime(time)
			.measurementIterations(arguments.number("measurements"))
			.measurementTime(time)
			.verbosity(VerboseMode.SILENT)
			.build()).run();
		System.out.println(machine);
		System.out.println();
		Table table = new Table(System.out, "step", "median, µs", "mean, µs", "± (99.9 %)");
		for (RunResult each : results) {
			Result<?> result = each.getPrimaryResult();
			table.row(name(each), Table.decimal(result.getStatistics().getPercentile(50)),
					Table.decimal(result.getScore()), Table.decimal(result.getScoreError()));
		}
	}

	private static String name(RunResult result) {
		return result.getParams().getBenchmark().replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1");
	}

}
