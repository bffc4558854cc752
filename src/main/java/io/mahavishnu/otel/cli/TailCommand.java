package io.mahavishnu.otel.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Prints traces as they come. */
@Command(name = "tail", description = { "Prints the latest traces, then new ones as they come, until interrupted.",
		"A trace counts as new when it started within the last 10 minutes and was not printed yet." })
final class TailCommand implements Callable<Integer> {

	private static final Duration LOOK_BACK = Duration.ofMinutes(10);

	private static final Duration RETRY_MAX = Duration.ofHours(1);

	private static final int SEEN_MAX = 100_000;

	private static final int PAGES_MAX = 20;

	private static final int PAGE_SIZE = 100;

	private final OtelCommand otel;

	@Option(names = { "-n", "--limit" }, paramLabel = "N", defaultValue = "10",
			description = "How many traces to begin with, up to 1000. Default: ${DEFAULT-VALUE}.")
	private int limit = 10;

	@Option(names = "--interval", paramLabel = "TIME", defaultValue = "2s",
			description = "How often to look. Default: ${DEFAULT-VALUE}.")
	private Duration interval = Duration.ofSeconds(2);

	@Option(names = "--once", description = "Print the latest traces and end.")
	private boolean once;

	@Mixin
	private FilterOptions filter = new FilterOptions();

	private final Map<String, Boolean> seen = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > SEEN_MAX;
		}

	};

	private final TraceLines lines;

	TailCommand(OtelCommand otel) {
		this.otel = otel;
		this.lines = new TraceLines(otel.session());
	}

	@Override
	public Integer call() throws InterruptedException {
		if (!this.interval.isPositive()) {
			throw new CommandFailure(ExitCodes.WRONG_USE,
					"--interval is no time to wait: give one such as 500ms, 2s or 1m.");
		}
		Session session = this.otel.session();
		try (ServiceClient client = this.otel.client(BackOff.NONE, BackOff.upTo(RETRY_MAX), session::note)) {
			int first = Math.clamp(this.limit, 0, 1_000);
			List<JsonNode> latest = (first > 0) ? new RecentTraces(client, this.filter.parameters(), first).nextPage()
					: List.of();
			print(latest.subList(0, Math.min(first, latest.size())));
			markRunning(client);
			while (!this.once && !session.isOutputClosed()) {
				Thread.sleep(this.interval);
				print(fresh(client));
			}
		}
		session.out().flush();
		return ExitCodes.DONE;
	}

	/** What is there at the start and was not asked for is not new. */
	private void markRunning(ServiceClient client) {
		if (!this.once) {
			fresh(client);
		}
	}

	/** What was not printed yet, newest first. */
	private List<JsonNode> fresh(ServiceClient client) {
		List<Map.Entry<String, String>> parameters = this.filter.parameters();
		if (parameters.stream().noneMatch((each) -> each.getKey().equals("from"))) {
			parameters.add(Map.entry("from", Instant.now().minus(LOOK_BACK).toString()));
		}
		RecentTraces recent = new RecentTraces(client, parameters, PAGE_SIZE);
		List<JsonNode> fresh = new ArrayList<>();
		for (int page = 0; page < PAGES_MAX; page++) {
			List<JsonNode> traces = recent.nextPage();
			if (traces.isEmpty()) {
				break;
			}
			traces.stream()
				.filter((each) -> this.seen.putIfAbsent(Json.text(each, "trace_id"), true) == null)
				.forEach(fresh::add);
		}
		return fresh;
	}

	private void print(List<JsonNode> newestFirst) {
		for (JsonNode trace : newestFirst.reversed()) {
			this.seen.put(Json.text(trace, "trace_id"), true);
			if (this.otel.isJson()) {
				this.otel.session().json(trace.toString());
			}
			else {
				this.lines.print(trace);
			}
		}
		this.otel.session().out().flush();
	}

}
