package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

import org.springframework.util.FileSystemUtils;

/**
 * How many spans a second the service acknowledges, over each of its ways in, and Zipkin
 * with its in-memory storage beside it: the same spans, as many in a request, over as
 * many connections, in turns. Between two turns both become quiet.
 */
public final class IngestBenchmark {

	private static final Map<String, String> OPTIONS = Map.ofEntries(Map.entry("rounds", "5"),
			Map.entry("seconds", "10"), Map.entry("warm-up", "20"), Map.entry("connections", "8"),
			Map.entry("spans", "100"), Map.entry("requests", "128"), Map.entry("passages", "1000"),
			Map.entry("shapes", "1000"), Map.entry("skew", "1"), Map.entry("trace-spans", "10"),
			Map.entry("jvm", "-Xmx4g"), Map.entry("settings", ""), Map.entry("zipkin-jvm", "-Xmx4g"),
			Map.entry("ways", "zipkin-json,otlp-json,otlp-protobuf,otlp-grpc"));

	private static final Duration QUIET_MAX = Duration.ofSeconds(120);

	private final Arguments arguments;

	private final PrintStream out;

	private final List<ExportTraceServiceRequest> requests;

	private IngestBenchmark(Arguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.out = out;
		Workload workload = new Workload(new WorkloadShape(arguments.number("passages"), arguments.number("shapes"),
				arguments.fraction("skew"), arguments.number("trace-spans"), 0), 1);
		this.requests = IntStream.range(0, arguments.number("requests"))
			.mapToObj((_) -> workload.export(arguments.number("spans")))
			.toList();
	}

	/** Runs the program. */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("ingest");
		try {
			new IngestBenchmark(new Arguments(OPTIONS, arguments), System.out).run(folder);
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void run(Path folder) throws IOException, InterruptedException {
		this.out.println(Machine.description());
		this.out.println();
		Path jar = Path.of(System.getProperty("zipkin.jar", "target/zipkin/zipkin-server-exec.jar"));
		try (ZipkinProcess zipkin = ZipkinProcess.start(jar, folder, this.arguments.list("zipkin-jvm"));
				ServiceProcess service = new ServiceCommand(folder)
					.jvm(this.arguments.list("jvm").toArray(String[]::new))
					.with(this.arguments.list("settings").toArray(String[]::new))
					.serve()) {
			service.client().whenReady();
			Map<IngestWay, Turns> turns = new LinkedHashMap<>();
			for (String name : this.arguments.list("ways")) {
				IngestWay way = IngestWay.of(name);
				turns.put(way, new Turns(way, load(way, service, zipkin),
						(way == IngestWay.ZIPKIN_JSON) ? zipkin.server() : Server.of(service)));
			}
			measure(List.copyOf(turns.values()));
			report(turns);
			check(turns, service, zipkin);
		}
	}

	private Load load(IngestWay way, ServiceProcess service, ZipkinProcess zipkin) {
		return new Load(way.target(service, zipkin), this.requests, this.arguments.number("connections"));
	}

	private void measure(List<Turns> all) throws IOException, InterruptedException {
		for (Turns each : all) {
			each.warmUp(Duration.ofSeconds(this.arguments.number("warm-up")));
		}
		for (int round = 0; round < this.arguments.number("rounds"); round++) {
			for (Turns each : all) {
				each.measure(Duration.ofSeconds(this.arguments.number("seconds")));
			}
		}
	}

	private void report(Map<IngestWay, Turns> turns) {
		this.out.printf(
				"%d turns of %d s each, %d connections, %d spans a request; JVM of the service %s, of Zipkin %s%n%n",
				this.arguments.number("rounds"), this.arguments.number("seconds"), this.arguments.number("connections"),
				this.arguments.number("spans"), this.arguments.list("jvm"), this.arguments.list("zipkin-jvm"));
		Table table = new Table(this.out, "way in", "acknowledged spans/s, median", "of the turns", "of Zipkin's",
				"spans/s until quiet", "server CPU, µs a span", "of it until the last answer", "sender CPU, µs a span",
				"bytes a span", "refused");
		Turns zipkin = turns.get(IngestWay.ZIPKIN_JSON);
		for (Turns each : turns.values()) {
			table.row(each.way.title(), Table.whole(Table.median(each.rates)), Table.range(each.rates),
					(zipkin != null) ? Table.decimal(Table.median(each.ratesAgainst(zipkin))) : "",
					Table.whole(Table.median(each.ratesUntilQuiet)), Table.decimal(Table.median(each.serverMicros)),
					Table.decimal(Table.median(each.serverMicrosWhileSending)),
					Table.decimal(Table.median(each.senderMicros)),
					each.load.meanBytes() / this.arguments.number("spans"), each.all.refused());
		}
		this.out.println();
	}

	/** What was acknowledged is there. */
	private void check(Map<IngestWay, Turns> turns, ServiceProcess service, ZipkinProcess zipkin)
			throws IOException, InterruptedException {
		long ours = turns.values()
			.stream()
			.filter((each) -> each.way != IngestWay.ZIPKIN_JSON)
			.mapToLong((each) -> each.all.spans())
			.sum();
		var stats = service.client().get("/api/stats").body();
		this.out.printf("Acknowledged by the service %,d spans, stored %,d; %,d distinct passages; resident %,d MB%n",
				ours, stats.at("/spans").asLong(-1), stats.at("/passages").asLong(-1),
				Server.of(service).residentBytes() >> 20);
		Turns others = turns.get(IngestWay.ZIPKIN_JSON);
		if (others != null) {
			this.out.printf("Acknowledged by Zipkin %,d spans, taken %,d; resident %,d MB%n", others.all.spans(),
					zipkin.spans(), zipkin.server().residentBytes() >> 20);
		}
	}

	/** The turns of one way in. */
	private static final class Turns {

		private final IngestWay way;

		private final Load load;

		private final Server server;

		private final List<Double> rates = new ArrayList<>();

		private final List<Double> ratesUntilQuiet = new ArrayList<>();

		private final List<Double> serverMicros = new ArrayList<>();

		private final List<Double> serverMicrosWhileSending = new ArrayList<>();

		private final List<Double> senderMicros = new ArrayList<>();

		private Load.Sent all = Load.Sent.NOTHING;

		Turns(IngestWay way, Load load, Server server) {
			this.way = way;
			this.load = load;
			this.server = server;
		}

		void warmUp(Duration duration) throws IOException, InterruptedException {
			this.all = this.all.plus(this.load.run(duration));
			this.server.awaitQuiet(QUIET_MAX);
		}

		void measure(Duration duration) throws IOException, InterruptedException {
			Duration serverBefore = this.server.cpu();
			Duration senderBefore = ownCpu();
			long start = System.nanoTime();
			Load.Sent sent = this.load.run(duration);
			Duration serverThen = this.server.cpu();
			Duration senderThen = ownCpu();
			long quiet = this.server.awaitQuiet(QUIET_MAX);
			this.all = this.all.plus(sent);
			this.rates.add(sent.spansPerSecond());
			this.ratesUntilQuiet.add(sent.spans() * 1e9 / Math.max(quiet - start, sent.nanos()));
			this.serverMicros.add(this.server.cpu().minus(serverBefore).toNanos() / 1e3 / sent.spans());
			this.serverMicrosWhileSending.add(serverThen.minus(serverBefore).toNanos() / 1e3 / sent.spans());
			this.senderMicros.add(senderThen.minus(senderBefore).toNanos() / 1e3 / sent.spans());
		}

		/** Of each round, how this one did against another. */
		List<Double> ratesAgainst(Turns other) {
			return IntStream.range(0, this.rates.size())
				.mapToObj((round) -> this.rates.get(round) / other.rates.get(round))
				.toList();
		}

		private static Duration ownCpu() {
			return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
		}

	}

}
