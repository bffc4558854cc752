package io.mahavishnu.otel.overload;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;

import org.springframework.util.FileSystemUtils;

/**
 * Finds what a service stores sustainably, offers it many times that, and reports what
 * became of its memory, its callers and everything that it acknowledged.
 */
public final class OverloadRun {

	private static final int CALM_CONNECTIONS = 8;

	private static final Duration WARM_UP = Duration.ofSeconds(10);

	private static final Duration CALM = Duration.ofSeconds(15);

	private static final Duration RECOVERY_MAX = Duration.ofSeconds(60);

	private static final Duration INDEXED_MAX = Duration.ofMinutes(3);

	private static final int RECOVERY_SENDER = 1_000_000;

	private static final int OVERLOAD_SENDER = 1_000;

	private static final int CALM_SENDER = 100;

	private final OverloadOptions options;

	private final PrintStream out;

	private final ExportTemplate template;

	private OverloadRun(OverloadOptions options, PrintStream out) {
		this.options = options;
		this.out = out;
		this.template = new ExportTemplate(options.spansPerExport());
	}

	/**
	 * Runs the program; it ends with 1 when something acknowledged is missing.
	 * @param arguments as {@link OverloadOptions#USAGE} says
	 */
	@SuppressWarnings("SystemExitOutsideMain")
	public static void main(String[] arguments) throws IOException, InterruptedException {
		OverloadOptions options;
		try {
			options = OverloadOptions.parse(arguments);
		}
		catch (IllegalArgumentException wrong) {
			System.out.println(wrong.getMessage());
			System.out.println(OverloadOptions.USAGE);
			System.exit(2);
			return;
		}
		// Not before the service is stopped and its data deleted.
		System.exit(run(options) ? 0 : 1);
	}

	private static boolean run(OverloadOptions options) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("overload");
		try (ServiceProcess service = new ServiceCommand(folder).jvm(options.jvmOptions().toArray(String[]::new))
			.serve()) {
			return new OverloadRun(options, System.out).run(service);
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	/** Whether everything acknowledged is there. */
	boolean run(ServiceProcess service) throws InterruptedException {
		row("figure", "value");
		row("---", "---");
		row("JVM of the service", String.join(" ", this.options.jvmOptions()));
		row("export", "%d spans, %d bytes".formatted(this.template.spans(), this.template.size()));
		Load warmUp = new Load(service, this.template, 0);
		warmUp.runClosed(CALM_CONNECTIONS, WARM_UP);
		Load calm = new Load(service, this.template, CALM_SENDER);
		calm.runClosed(CALM_CONNECTIONS, CALM);
		double sustainable = rate(calm.acknowledged().size(), CALM);
		row("sustainable, 8 waiting senders", "%,.0f spans/s".formatted(sustainable));
		row("resident memory after that", "%,d MB".formatted(service.figures().residentMegabytes()));

		Load overload = new Load(service, this.template, OVERLOAD_SENDER);
		overload.runOpen(this.options.connections(), this.options.duration(), sustainable * this.options.factor());
		Duration recovered = recover(service);
		report(overload, service, recovered);
		return verify(service,
				Stream.of(warmUp, calm, overload).flatMap((load) -> load.acknowledged().stream()).toList());
	}

	private void report(Load overload, ServiceProcess service, Duration recovered) {
		Duration duration = this.options.duration();
		row("wanted, %d connections, %d s".formatted(this.options.connections(), duration.toSeconds()),
				"%.0f times the sustainable".formatted(this.options.factor()));
		row("offered", "%,.0f spans/s".formatted(rate(overload.sent(), duration)));
		row("acknowledged under overload", "%,.0f spans/s".formatted(rate(overload.acknowledged().size(), duration)));
		row("exports acknowledged", "%,d".formatted(overload.acknowledged().size()));
		row("exports refused with a hint", "%,d".formatted(overload.refused()));
		row("exports failed otherwise",
				"%,d".formatted(overload.failed().values().stream().mapToLong(Long::longValue).sum()));
		overload.failed().forEach((how, count) -> row("- " + how, "%,d".formatted(count)));
		row("slowest refusal", "%,d ms".formatted(overload.slowestRefusal().toMillis()));
		row("peak resident memory", "%,d MB".formatted(service.figures().peakResidentMegabytes()));
		row("OutOfMemoryErrors in the log",
				"%,d".formatted(service.log().lines().filter((line) -> line.contains("OutOfMemoryError")).count()));
		row("first export taken after the overload", "%,d ms".formatted(recovered.toMillis()));
	}

	/** How long after now an export is taken. */
	private Duration recover(ServiceProcess service) throws InterruptedException {
		long started = System.nanoTime();
		try (Connection connection = Connection.Http.to(service.port())) {
			for (int export = 0; since(started).compareTo(RECOVERY_MAX) < 0; export++) {
				Connection.Outcome outcome = connection.send(this.template.export(RECOVERY_SENDER, export)).join();
				if (outcome instanceof Connection.Outcome.Acknowledged) {
					return since(started);
				}
				Thread.sleep(10);
			}
		}
		return RECOVERY_MAX;
	}

	private boolean verify(ServiceProcess service, List<String> acknowledged) throws InterruptedException {
		ServiceClient client = service.client();
		long started = System.nanoTime();
		while (client.get("/api/stats").body().at("/index/lag_changes").asInt(1) > 0
				&& since(started).compareTo(INDEXED_MAX) < 0) {
			Thread.sleep(500);
		}
		row("everything can be found after", "%,d s".formatted(since(started).toSeconds()));
		long whole = 0;
		for (String id : acknowledged) {
			if (client.get("/api/traces/" + id).body().path("span_count").asInt(0) == this.template.spans()) {
				whole++;
			}
		}
		row("acknowledged traces read back whole", "%,d of %,d".formatted(whole, acknowledged.size()));
		return whole == acknowledged.size();
	}

	private double rate(long exports, Duration duration) {
		return (double) exports * this.template.spans() / duration.toSeconds();
	}

	private static Duration since(long startedNanos) {
		return Duration.ofNanos(System.nanoTime() - startedNanos);
	}

	private void row(String figure, String value) {
		this.out.println(String.format(Locale.ROOT, "| %s | %s |", figure, value));
	}

}
