package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.mahavishnu.otel.ServiceProcess;
import org.awaitility.Awaitility;

/**
 * A server that runs as a process of its own, and what it takes of the machine; as Linux
 * counts it.
 *
 * @param pid the id of the process
 * @param settled whether nothing of what was acknowledged is still to be done, as far as
 * the server tells
 */
record Server(long pid, BooleanSupplier settled) {

	private static final Duration WINDOW = Duration.ofMillis(300);

	private static final double QUIET_SHARE = 0.05;

	/** The service: settled when everything can be found. */
	static Server of(ServiceProcess service) {
		var client = service.client();
		return new Server(service.pid(), () -> client.get("/api/stats").body().at("/index/lag_changes").asInt(1) == 0);
	}

	/** The processor time that it has taken so far. */
	Duration cpu() {
		return ProcessHandle.of(this.pid).flatMap((process) -> process.info().totalCpuDuration()).orElseThrow();
	}

	/**
	 * Waits until it is settled and takes next to no processor time, and says so when it
	 * does not in time.
	 * @return when that was, of {@code System.nanoTime()}
	 */
	long awaitQuiet(Duration waitMax) {
		long deadline = System.nanoTime() + waitMax.toNanos();
		long quietSince = System.nanoTime();
		while (System.nanoTime() < deadline) {
			Duration before = cpu();
			quietSince = System.nanoTime();
			Awaitility.await().pollDelay(WINDOW).until(() -> true);
			if (cpu().minus(before).toNanos() < WINDOW.toNanos() * QUIET_SHARE && this.settled.getAsBoolean()) {
				return quietSince;
			}
		}
		System.err.printf("Not quiet after %d s: times until then, and of the next turn, are of a busy server%n",
				waitMax.toSeconds());
		return quietSince;
	}

	/** Has the JVM collect its garbage, so that what its heap holds is what it needs. */
	void collectGarbage() throws IOException, InterruptedException {
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		new ProcessBuilder(jcmd.toString(), Long.toString(this.pid), "GC.run")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectErrorStream(true)
			.start()
			.waitFor();
	}

	/** The resident memory now, in bytes. */
	long residentBytes() throws IOException {
		return status("VmRSS:");
	}

	/** How much of that are pages of mapped files, in bytes. */
	long residentFileBytes() throws IOException {
		return status("RssFile:");
	}

	/** The most resident memory so far, in bytes. */
	long peakResidentBytes() throws IOException {
		return status("VmHWM:");
	}

	private long status(String field) throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(this.pid), "status"))
			.stream()
			.filter((line) -> line.startsWith(field))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.findFirst()
			.orElse(0);
	}

}
