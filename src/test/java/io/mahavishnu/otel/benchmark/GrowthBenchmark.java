package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import org.springframework.util.FileSystemUtils;

/**
 * Fills a service step by step, and looks at each step how fast it takes spans and finds
 * traces, and what it needs of memory and disk; at the end also how fast it finds them
 * while it takes spans at half the rate that it can.
 */
public final class GrowthBenchmark {

	private static final Map<String, String> OPTIONS = Map.ofEntries(Map.entry("sizes", "10000,100000,1000000"),
			Map.entry("connections", "4"), Map.entry("spans", "100"), Map.entry("requests", "1024"),
			Map.entry("passages", "1000"), Map.entry("shapes", "1000"), Map.entry("skew", "1"),
			Map.entry("trace-spans", "10"), Map.entry("dominant", "0"), Map.entry("questions", "500"),
			Map.entry("warm-up", "2000"), Map.entry("rest", "0"), Map.entry("loaded-seconds", "30"),
			Map.entry("jvm", "-Xmx4g"), Map.entry("settings", ""), Map.entry("csv", ""), Map.entry("svg", ""));

	private static final Duration SETTLED_MAX = Duration.ofHours(2);

	private final Arguments arguments;

	private final PrintStream out;

	private final Workload workload;

	private final Random random = new Random(7);

	private int question;

	private GrowthBenchmark(Arguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.out = out;
		this.workload = new Workload(new WorkloadShape(arguments.number("passages"), arguments.number("shapes"),
				arguments.fraction("skew"), arguments.number("trace-spans"), arguments.fraction("dominant")), 1);
	}

	/** Runs the program. */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("growth");
		try {
			new GrowthBenchmark(new Arguments(OPTIONS, arguments), System.out).run(folder);
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void run(Path folder) throws IOException, InterruptedException {
		this.out.println(Machine.description());
		this.out.printf("%s passages, %s kinds of traces, skew %s, share of one kind %s; JVM of the service %s %s%n%n",
				this.arguments.text("passages"), this.arguments.text("shapes"), this.arguments.text("skew"),
				this.arguments.text("dominant"), this.arguments.list("jvm"), this.arguments.list("settings"));
		try (ServiceProcess service = new ServiceCommand(folder).jvm(this.arguments.list("jvm").toArray(String[]::new))
			.with(this.arguments.list("settings").toArray(String[]::new))
			.serve()) {
			service.client().whenReady();
			Load load = new Load(IngestWay.OTLP_PROTOBUF.target(service),
					IntStream.range(0, this.arguments.number("requests"))
						.mapToObj((_) -> this.workload.export(this.arguments.number("spans")))
						.toList(),
					this.arguments.number("connections"));
			List<GrowthStep> steps = new ArrayList<>();
			Table table = GrowthStep.table(this.out);
			for (String size : this.arguments.list("sizes")) {
				steps.add(step(service, load, Long.parseLong(size.replace("_", ""))));
				steps.getLast().report(table);
			}
			write(steps);
			underLoad(service, load, steps.getLast().ingestedPerSecond() / 2);
		}
	}

	private GrowthStep step(ServiceProcess service, Load load, long size) throws IOException, InterruptedException {
		Server server = Server.of(service);
		long before = stats(service).path("spans").asLong();
		long start = System.nanoTime();
		Load.Sent sent = load.fill(size - before);
		long settled = server.awaitQuiet(SETTLED_MAX);
		leaveAlone(server);
		List<String> ids = load.traceIds();
		search(service, this.arguments.number("warm-up"));
		Latencies search = search(service, this.arguments.number("questions"));
		get(service, ids, this.arguments.number("warm-up"));
		Latencies get = get(service, ids, this.arguments.number("questions"));
		server.collectGarbage();
		JsonNode stats = stats(service);
		long spans = stats.path("spans").asLong();
		return new GrowthStep(spans, stats.path("traces").asLong(), stats.path("passages").asLong(),
				stats.path("shapes").asLong(), sent.spansPerSecond(),
				sent.spans() * 1e9 / Math.max(settled - start, sent.nanos()), search.quantile(0.5),
				search.quantile(0.99), get.quantile(0.5), get.quantile(0.99), server.residentBytes() >> 20,
				server.residentFileBytes() >> 20,
				(long) service.client().metric("jvm_memory_used_bytes", "area=\"heap\"") >> 20,
				stats.at("/bytes_on_disk/store_used").asDouble() / spans,
				stats.at("/bytes_on_disk/index").asDouble() / spans, load.bytesPerSpan());
	}

	/** So long that the service does what it puts off until nothing comes any more. */
	private void leaveAlone(Server server) {
		Duration rest = Duration.ofSeconds(this.arguments.number("rest"));
		if (rest.isPositive()) {
			Awaitility.await().atMost(rest.plusMinutes(1)).pollDelay(rest).until(() -> true);
			server.awaitQuiet(SETTLED_MAX);
		}
	}

	/** Asks while spans come at a rate. */
	private void underLoad(ServiceProcess service, Load load, double spansPerSecond)
			throws IOException, InterruptedException {
		Duration duration = Duration.ofSeconds(this.arguments.number("loaded-seconds"));
		if (duration.isZero()) {
			return;
		}
		CompletableFuture<Load.Sent> sending = CompletableFuture.supplyAsync(() -> {
			try {
				return load.run(duration, spansPerSecond);
			}
			catch (IOException | InterruptedException failed) {
				throw new CompletionException(failed);
			}
		});
		List<Latencies> searches = new ArrayList<>();
		List<Latencies> gets = new ArrayList<>();
		while (!sending.isDone()) {
			searches.add(search(service, 20));
			gets.add(get(service, load.traceIds(), 20));
		}
		Latencies search = Latencies.all(searches);
		Latencies get = Latencies.all(gets);
		this.out.printf("%nWhile %,.0f spans/s came in (asked for: half, %,.0f):%n%n", sending.join().spansPerSecond(),
				spansPerSecond);
		Table table = new Table(this.out, "answers", "number", "p50, ms", "p99, ms");
		table.row("search", search.sortedNanos().length, Table.decimal(search.quantile(0.5)),
				Table.decimal(search.quantile(0.99)));
		table.row("get by id", get.sortedNanos().length, Table.decimal(get.quantile(0.5)),
				Table.decimal(get.quantile(0.99)));
		this.out.printf("%nresident at most %,d MB%n", Server.of(service).peakResidentBytes() >> 20);
	}

	/** Each question is a new text: none is in the cache. */
	private Latencies search(ServiceProcess service, int questions) throws IOException {
		return Latencies.of(service.port(), questions, (_) -> {
			String text = this.workload.operation().question(this.question++);
			return "/api/traces/search?limit=10&query=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
		});
	}

	private Latencies get(ServiceProcess service, List<String> ids, int questions) throws IOException {
		return Latencies.of(service.port(), questions,
				(_) -> "/api/traces/" + ids.get(this.random.nextInt(ids.size())));
	}

	private void write(List<GrowthStep> steps) throws IOException {
		if (!this.arguments.text("csv").isEmpty()) {
			Files.write(Path.of(this.arguments.text("csv")), GrowthStep.csv(steps));
		}
		if (!this.arguments.text("svg").isEmpty()) {
			Files.writeString(Path.of(this.arguments.text("svg")), GrowthStep.plot(steps));
		}
	}

	private static JsonNode stats(ServiceProcess service) {
		return service.client().get("/api/stats").body();
	}

}
