package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;

/**
 * Loads a service modestly for a long time, in every way, while old traces are removed
 * and the store is written anew, and tells whether memory, threads, files and latencies
 * stay as they are: a program.
 */
public final class Soak {

	private static final double MEGABYTE = 1024 * 1024;

	private final SoakOptions options;

	private final PrintStream out;

	private final Findings findings = new Findings();

	private final Latencies ingest = new Latencies();

	private Soak(SoakOptions options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	/**
	 * Runs the program; the exit code is 0 when everything stayed as it was, 1 when not,
	 * and 2 when the arguments make no sense.
	 * @param arguments as {@link SoakOptions#USAGE} says
	 */
	@SuppressWarnings("SystemExitOutsideMain")
	public static void main(String[] arguments) throws IOException, InterruptedException {
		System.exit(run(arguments, System.out));
	}

	private static int run(String[] arguments, PrintStream out) throws IOException, InterruptedException {
		try {
			return new Soak(SoakOptions.parse(arguments), out).run() ? 0 : 1;
		}
		catch (IllegalArgumentException nonsense) {
			out.println(nonsense.getMessage());
			out.println(SoakOptions.USAGE);
			return 2;
		}
	}

	private boolean run() throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("soak-");
		this.out.println("data, log and ledger: " + folder);
		ServiceCommand command = new ServiceCommand(folder).jvm("-Xmx" + this.options.heap())
			.with(setting("retention.max-age", this.options.maxAge().toSeconds() + "s"),
					setting("retention.interval", "5s"), setting("retention.hold-most", "0"),
					setting("retention.purge-after", this.options.purgeAfter().toSeconds() + "s"));
		try (Ledger ledger = new Ledger(folder.resolve("ledger.txt")); ServiceProcess service = command.serve()) {
			ServiceClient client = service.client().whenReady();
			try (SoakQueries queries = new SoakQueries(client, ledger, this.findings,
					this.options.pause().multipliedBy(2));
					Load _ = Load.start(ledger, service, new Random(1), this.options.pause(),
							(transport) -> new Watched(transport, this.ingest, queries::acknowledged))) {
				SoakReport report = new SoakReport(watch(service, client, queries), this.findings);
				this.out.print(report.table());
				return report.isFlat();
			}
		}
	}

	private List<SoakFigures> watch(ServiceProcess service, ServiceClient client, SoakQueries queries)
			throws IOException, InterruptedException {
		List<SoakFigures> all = new ArrayList<>();
		long interval = this.options.interval().toNanos();
		long begin = System.nanoTime();
		this.out.println(SoakFigures.HEADING);
		for (long next = interval; next <= this.options.duration().toNanos(); next += interval) {
			TimeUnit.NANOSECONDS.sleep(begin + next - System.nanoTime());
			SoakFigures figures = figures(service, client, queries);
			all.add(figures);
			this.out.println(figures.line(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)));
		}
		return all;
	}

	/** What the collection disturbs is not counted. */
	private SoakFigures figures(ServiceProcess service, ServiceClient client, SoakQueries queries)
			throws IOException, InterruptedException {
		Latencies.Quantiles ingested = this.ingest.drain();
		Latencies.Quantiles searched = queries.searches().drain();
		Latencies.Quantiles read = queries.reads().drain();
		long resident = service.figures().residentMegabytes();
		collect(service.pid());
		long heap = Math.round(client.metric("jvm_memory_used_bytes", "area=\"heap\"") / MEGABYTE);
		long traces = client.get("/api/stats").body().get("traces").asLong();
		this.ingest.drain();
		queries.searches().drain();
		queries.reads().drain();
		return new SoakFigures(resident, heap, service.figures().threads(), service.figures().files(), traces, ingested,
				searched, read);
	}

	private static void collect(long pid) throws IOException, InterruptedException {
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run").redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

	private static String setting(String name, String value) {
		return "--mahavishnu.otel-ingester." + name + "=" + value;
	}

	/**
	 * A transport whose answers are timed.
	 *
	 * @param transport the transport
	 * @param latencies how long its answers took
	 * @param acknowledged told of each request that was acknowledged
	 */
	private record Watched(Transport transport, Latencies latencies,
			Consumer<TraceRequest> acknowledged) implements Transport {

		@Override
		public Outcome send(TraceRequest request) {
			Outcome outcome = this.latencies.time(() -> this.transport.send(request));
			if (outcome == Outcome.ACKNOWLEDGED) {
				this.acknowledged.accept(request);
			}
			return outcome;
		}

		@Override
		public void close() {
			this.transport.close();
		}

	}

}
