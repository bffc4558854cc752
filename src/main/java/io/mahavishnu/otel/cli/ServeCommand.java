package io.mahavishnu.otel.cli;

import io.mahavishnu.otel.OtelIngesterApplication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Starts the service in this process. */
@Command(name = "serve",
		description = { "Starts the service.", "Settings are given as --name=value, such as --server.port=9090 or "
				+ "--mahavishnu.otel-ingester.hot-store-path=traces.duckdb; in application.yaml of this folder; or in "
				+ "the environment." })
final class ServeCommand implements Callable<Integer> {

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help.")
	private boolean help;

	/** Picocli adds to it. */
	@Unmatched
	private final List<String> settings = new ArrayList<>();

	@Override
	public Integer call() {
		OtelIngesterApplication.main(this.settings.toArray(String[]::new));
		return ExitCodes.DONE;
	}

}
