package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds traces by a question in words. */
@Command(name = "search", description = "Finds traces by a question in words.")
final class SearchCommand implements Callable<Integer> {

	private final OtelCommand otel;

	@Parameters(arity = "1..*", paramLabel = "QUERY", description = "What to look for, in your own words.")
	private List<String> words = List.of();

	@Option(names = { "-n", "--limit" }, paramLabel = "N", description = "How many results. Default: 10.")
	private @Nullable String limit;

	@Option(names = "--mode", paramLabel = "MODE",
			description = "hybrid: by meaning and by words (default); semantic: by meaning alone; keyword: by words "
					+ "alone.")
	private @Nullable String mode;

	@Option(names = "--threshold", paramLabel = "COSINE", description = "Least similarity, -1 to 1.")
	private @Nullable String threshold;

	@Option(names = "--group", paramLabel = "GROUP", description = "shape: one result for traces that say the same.")
	private @Nullable String group;

	@Option(names = "--sort", paramLabel = "ORDER",
			description = "score (default), time or duration, greatest first; time:asc or duration:asc, least first.")
	private @Nullable String sort;

	@Option(names = "--cursor", paramLabel = "CURSOR", description = "The next page, as the last one named it.")
	private @Nullable String cursor;

	@Mixin
	private FilterOptions filter = new FilterOptions();

	SearchCommand(OtelCommand otel) {
		this.otel = otel;
	}

	@Override
	public Integer call() {
		String query = String.join(" ", this.words);
		List<Map.Entry<String, String>> parameters = this.filter.parameters();
		parameters.addFirst(Map.entry("query", query));
		FilterOptions.add(parameters, "limit", this.limit);
		FilterOptions.add(parameters, "mode", this.mode);
		FilterOptions.add(parameters, "threshold", this.threshold);
		FilterOptions.add(parameters, "group", this.group);
		FilterOptions.add(parameters, "sort", this.sort);
		FilterOptions.add(parameters, "cursor", this.cursor);
		try (ServiceClient client = this.otel.client()) {
			Answer answer = client.get(parameters, "api", "traces", "search");
			if (answer.status() == 404) {
				throw client.failure(answer);
			}
			return new Results(this.otel, query).print(answer);
		}
	}

}
