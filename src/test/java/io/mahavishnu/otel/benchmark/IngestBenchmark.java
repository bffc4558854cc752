package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

import org.springframework.util.FileSystemUtils;

/**
 * How many spans a second the service acknowledges, over each of its ways in; Zipkin with
 * its in-memory storage beside it, with the same spans, as many in a request, over as
 * many connections; and DuckDB's Appender alone. They take turns, and between two turns
 * all become quiet.
 */
public final class IngestBenchmark {

	private static final Map<String, String> OPTIONS = Map.ofEntries(Map.entry("rounds", "5"),
			Map.entry("seconds", "10"), Map.entry("warm-up", "20"), Map.entry("connections", "8"),
			Map.entry("spans", "100"), Map.entry("requests", "128"), Map.entry("passages", "1000"),
			Map.entry("shapes", "1000"), Map.entry("skew", "1"), Map.entry("trace-spans", "10"),
			Map.entry("jvm", "-Xmx4g"), Map.entry("settings", ""), Map.entry("zipkin-jvm", "-Xmx4g"),
			Map.entry("ways", "zipkin-json,otlp-json,otlp-protobuf,otlp-grpc,simple-batch,searchable-trace,appender"));

	private static final String APPENDER = "appender";

	private final Arguments arguments;

	private final PrintStream out;

	private final List<ExportTraceServiceRequest> requests;

	private final Map<String, Turns> turns = new LinkedHashMap<>();

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
	public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
		Path folder = Files.createTempDirectory("ingest");
		try {
			new IngestBenchmark(new Arguments(OPTIONS, arguments), System.out).run(folder);
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void run(Path folder) throws IOException, InterruptedException, SQLException {
		this.out.println(Machine.description());
		this.out.println();
		List<String> ways = this.arguments.list("ways");
		try (BareAppender appender = ways.contains(APPENDER) ? appender(folder.resolve("rows")) : null;
				ZipkinProcess zipkin = zipkin(folder);
				ServiceProcess service = service(folder.resolve("data"))) {
			for (String name : ways) {
				Contender contender = (appender != null && name.equals(APPENDER)) ? appender
						: IngestWay.of(name).contender(service, zipkin, this.requests, connections());
				this.turns.put(name, new Turns(contender));
			}
			measure();
			report();
			check(service, zipkin);
		}
	}

	private ZipkinProcess zipkin(Path folder) throws IOException {
		return ZipkinProcess.start(Path.of(System.getProperty("zipkin.jar", "target/zipkin/zipkin-server-exec.jar")),
				folder, this.arguments.list("zipkin-jvm"));
	}

	private ServiceProcess service(Path folder) {
		ServiceProcess service = new ServiceCommand(folder).jvm(this.arguments.list("jvm").toArray(String[]::new))
			.with(this.arguments.list("settings").toArray(String[]::new))
			.serve();
		service.client().whenReady();
		return service;
	}

	/** With rows that the service itself wrote. */
	private BareAppender appender(Path folder) throws IOException, InterruptedException, SQLException {
		try (ServiceProcess service = service(folder)) {
			Contender load = IngestWay.OTLP_PROTOBUF.contender(service, null, this.requests, connections());
			load.run(Duration.ofSeconds(5));
			service.stop();
		}
		return new BareAppender(folder.resolve("traces.duckdb"));
	}

	private int connections() {
		return this.arguments.number("connections");
	}

	private void measure() throws IOException, InterruptedException {
		for (Turns each : this.turns.values()) {
			each.warmUp(Duration.ofSeconds(this.arguments.number("warm-up")));
		}
		for (int round = 0; round < this.arguments.number("rounds"); round++) {
			for (Turns each : this.turns.values()) {
				each.measure(Duration.ofSeconds(this.arguments.number("seconds")));
			}
		}
	}

	private void report() {
		this.out.printf(
				"%s turns of %s s each, %s connections, %s spans a request; JVM of the service %s, of Zipkin %s%n%n",
				this.arguments.text("rounds"), this.arguments.text("seconds"), this.arguments.text("connections"),
				this.arguments.text("spans"), this.arguments.list("jvm"), this.arguments.list("zipkin-jvm"));
		Turns reference = this.turns.values().iterator().next();
		Table table = Turns.table(this.out, this.turns.keySet().iterator().next());
		this.turns.values().forEach((each) -> each.report(table, reference));
		this.out.println();
		Turns appender = this.turns.get(APPENDER);
		if (appender != null) {
			Table ratios = Turns.table(this.out, APPENDER);
			this.turns.values().forEach((each) -> each.report(ratios, appender));
			this.out.println();
		}
	}

	/** What was acknowledged is there. */
	private void check(ServiceProcess service, ZipkinProcess zipkin) throws IOException, InterruptedException {
		long ours = this.turns.values()
			.stream()
			.filter((each) -> each.contender().server().pid() == service.pid())
			.mapToLong((each) -> each.all().spans())
			.sum();
		var stats = service.client().get("/api/stats").body();
		this.out.printf(
				"Acknowledged by the service %,d spans, %,d can be found; %,d distinct passages; resident %,d MB%n",
				ours, stats.at("/spans").asLong(-1), stats.at("/passages").asLong(-1),
				Server.of(service).residentBytes() >> 20);
		this.out.printf("Taken by Zipkin %,d spans; resident %,d MB%n", zipkin.spans(),
				zipkin.server().residentBytes() >> 20);
	}

}
