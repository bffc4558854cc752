package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

	@Option(names = "--threshold", paramLabel = "COSINE", description = "Least similarity, -1 to 1.")
	private @Nullable String threshold;

	@Option(names = "--group", paramLabel = "GROUP", description = "shape: one result for traces that say the same.")
	private @Nullable String group;

	@Option(names = "--cursor", paramLabel = "CURSOR", description = "The next page, as the last one named it.")
	private @Nullable String cursor;

	@Mixin
	private FilterOptions filter = new FilterOptions();

	SimilarCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		List<Map.Entry<String, String>> parameters = this.filter.parameters();
		FilterOptions.add(parameters, "limit", this.limit);
		FilterOptions.add(parameters, "threshold", this.threshold);
		FilterOptions.add(parameters, "group", this.group);
		FilterOptions.add(parameters, "cursor", this.cursor);
		try (ServiceClient client = this.otel.client()) {
			Answer answer = client.get(parameters, "api", "traces", this.traceId, "similar");
			if (answer.status() == 404) {
				throw new CommandFailure(ExitCodes.NOTHING_FOUND, answer.problem());
			}
			return new Results(this.otel, "").print(answer);
		}
	}

}
