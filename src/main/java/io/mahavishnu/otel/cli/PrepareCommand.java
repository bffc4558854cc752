package io.mahavishnu.otel.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Stands in the help for what the launcher does by itself: it unpacks the jar and has the
 * JVM write down the classes of the service.
 */
@Command(name = "prepare",
		description = { "Makes the service start faster: unpacks its jar and writes down its loaded classes.",
				"Once after each build; takes 450 MB beside the jar." })
final class PrepareCommand implements Callable<Integer> {

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help.")
	private boolean help;

	@Override
	public Integer call() {
		throw new CommandFailure(ExitCodes.WRONG_USE, "bin/mahavishnu does that, without further arguments.");
	}

}
