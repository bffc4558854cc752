package io.mahavishnu.otel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds traces like one. */
@Command(name = "similar", description = "Finds traces like the given one.")
final class SimilarCommand implements Callable<Integer> {

	private final OtelCommand otel;

	@Parameters(paramLabel = "TRACE_ID", description = "The trace.")
	private String traceId = "";

	@Option(names = { "-n", "--limit" }, paramLabel = "N", description = "How many results. Default: 10.")
	private @Nullable String limit;

	SimilarCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		List<Map.Entry<String, String>> parameters = new ArrayList<>();
		FilterOptions.add(parameters, "limit", this.limit);
		try (ServiceClient client = this.otel.client()) {
			Answer answer = client.get(parameters, "api", "traces", this.traceId, "similar");
			if (answer.status() == 404) {
				throw new CommandFailure(ExitCodes.NOTHING_FOUND, answer.problem());
			}
			return new Results(this.otel, "").print(answer);
		}
	}

}
