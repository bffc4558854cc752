package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.mahavishnu.otel.ServiceClient;
import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import org.springframework.util.FileSystemUtils;

/**
 * Stores many spans, tells how much disk and memory they take, kills the service, and
 * tells how soon it is back with all of them: a program.
 */
public final class Capacity {

	private static final int SENDERS = 4;

	private static final int TRACES_PER_EXPORT = 20;

	private static final int SAMPLE = 200;

	private static final Duration INDEXED_MAX = Duration.ofHours(1);

	private static final double MEGABYTE = 1024 * 1024;

	private final long traces;

	private final PrintStream out;

	private Capacity(long traces, PrintStream out) {
		this.traces = traces;
		this.out = out;
	}

	/**
	 * Runs the program; the exit code is 0 when everything was there again after the
	 * kill, else 1.
	 * @param arguments how many spans (1,000,000), and the largest heap of the service's
	 * JVM (1g)
	 */
	@SuppressWarnings("SystemExitOutsideMain")
	public static void main(String[] arguments) throws IOException, InterruptedException {
		long spans = (arguments.length > 0) ? Long.parseLong(arguments[0]) : 1_000_000;
		String heap = (arguments.length > 1) ? arguments[1] : "1g";
		Path folder = Files.createTempDirectory("capacity-");
		boolean whole;
		try {
			whole = new Capacity(spans / ShopTraffic.SPANS, System.out)
				.run(new ServiceCommand(folder).jvm("-Xmx" + heap));
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
		System.exit(whole ? 0 : 1);
	}

	private boolean run(ServiceCommand command) throws IOException, InterruptedException {
		row("figure", "value");
		row("---", "---");
		row("spans", "%,d in %,d traces".formatted(this.traces * ShopTraffic.SPANS, this.traces));
		row("JVM of the service", String.join(" ", command.options()));
		try (ServiceProcess service = command.serve()) {
			long begin = System.nanoTime();
			long bytes = fill(service);
			row("sent, OTLP in protobuf", "%,.0f MB in %,d s".formatted(bytes / MEGABYTE, seconds(begin)));
			awaitIndexed(service.client());
			row("everything can be found after", "%,d s".formatted(seconds(begin)));
			report(service);
			service.kill();
		}
		long killed = System.nanoTime();
		try (ServiceProcess service = command.serve()) {
			row("after kill -9: ready for traces after", "%,d ms".formatted(millis(killed)));
			ServiceClient client = service.client().whenReady();
			awaitIndexed(client);
			row("after kill -9: everything can be found after", "%,d ms".formatted(millis(killed)));
			row("resident memory then", "%,d MB".formatted(service.figures().residentMegabytes()));
			int found = sample(client);
			row("traces of a sample read by id and found by their number", "%d of %d".formatted(found, SAMPLE));
			return found == SAMPLE;
		}
	}

	private void report(ServiceProcess service) {
		JsonNode stats = service.client().get("/api/stats").body();
		row("store on the disk", "%,.0f MB".formatted(stats.at("/bytes_on_disk/store").asLong() / MEGABYTE));
		row("index on the disk", "%,.0f MB".formatted(stats.at("/bytes_on_disk/index").asLong() / MEGABYTE));
		row("shapes, passages", "%,d, %,d".formatted(stats.get("shapes").asLong(), stats.get("passages").asLong()));
		row("resident memory", "%,d MB".formatted(service.figures().residentMegabytes()));
		row("peak resident memory", "%,d MB".formatted(service.figures().peakResidentMegabytes()));
	}

	/** Sends everything; gives its size in bytes. */
	private long fill(ServiceProcess service) throws InterruptedException {
		AtomicLong next = new AtomicLong();
		AtomicLong bytes = new AtomicLong();
		URI url = URI.create("http://127.0.0.1:" + service.port() + "/v1/traces");
		List<Thread> senders = new ArrayList<>();
		try (HttpClient http = HttpClient.newHttpClient()) {
			for (int i = 0; i < SENDERS; i++) {
				senders.add(Thread.ofPlatform().start(() -> {
					for (long first = next.getAndAdd(TRACES_PER_EXPORT); first < this.traces; first = next
						.getAndAdd(TRACES_PER_EXPORT)) {
						int count = (int) Math.min(TRACES_PER_EXPORT, this.traces - first);
						byte[] export = ShopTraffic.export(first, count).toByteArray();
						bytes.addAndGet(export.length);
						while (!isTaken(http, url, export)) {
							LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
						}
					}
				}));
			}
			for (Thread sender : senders) {
				sender.join();
			}
		}
		return bytes.get();
	}

	private static boolean isTaken(HttpClient http, URI url, byte[] export) {
		return http
			.sendAsync(HttpRequest.newBuilder(url)
				.header("Content-Type", "application/x-protobuf")
				.POST(HttpRequest.BodyPublishers.ofByteArray(export))
				.build(), HttpResponse.BodyHandlers.discarding())
			.join()
			.statusCode() == 200;
	}

	private static void awaitIndexed(ServiceClient client) {
		Awaitility.await()
			.atMost(INDEXED_MAX)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> client.get("/api/stats").body().at("/index/lag_changes").asInt(1) == 0);
	}

	private int sample(ServiceClient client) {
		int found = 0;
		for (int i = 0; i < SAMPLE; i++) {
			long number = i * this.traces / SAMPLE;
			String id = ShopTraffic.traceId(number);
			JsonNode results = client.search(ShopTraffic.word(number), "&mode=keyword&limit=1").body().get("results");
			if (client.get("/api/traces/" + id).body().path("span_count").asInt() == ShopTraffic.SPANS
					&& results.path(0).path("trace_id").asString("").equals(id)) {
				found++;
			}
		}
		return found;
	}

	private static long seconds(long sinceNanos) {
		return Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds();
	}

	private static long millis(long sinceNanos) {
		return Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis();
	}

	private void row(String figure, String value) {
		this.out.println(String.format(Locale.ROOT, "| %s | %s |", figure, value));
	}

}
