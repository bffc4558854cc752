package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Zipkin's server with its in-memory storage and its other defaults, as a process of its
 * own on a port of this machine.
 */
final class ZipkinProcess implements AutoCloseable {

	private static final Duration START_MAX = Duration.ofSeconds(120);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final int port;

	private ZipkinProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts the server and waits until it takes spans.
	 * @param jar its executable jar
	 * @param folder where its log goes
	 * @param jvmOptions what its JVM is given
	 */
	static ZipkinProcess start(Path jar, Path folder, List<String> jvmOptions) throws IOException {
		int port = freePort();
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
		command.addAll(jvmOptions);
		command.addAll(List.of("-jar", jar.toAbsolutePath().toString(), "--armeria.ports[0].ip=127.0.0.1",
				"--armeria.ports[0].port=" + port, "--armeria.ports[0].protocols[0]=http"));
		ZipkinProcess zipkin = new ZipkinProcess(new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(folder.resolve("zipkin.log").toFile())
			.start(), port);
		Awaitility.await().atMost(START_MAX).pollInterval(Duration.ofMillis(200)).until(zipkin::isHealthy);
		return zipkin;
	}

	int port() {
		return this.port;
	}

	Server server() {
		return new Server(this.process.pid(), () -> true);
	}

	/** How many spans it has taken over HTTP and not dropped. */
	long spans() throws IOException, InterruptedException {
		JsonNode metrics = JsonMapper.shared().readTree(get("/metrics").body());
		return metrics.path("counter.zipkin_collector.spans.http").asLong()
				- metrics.path("counter.zipkin_collector.spans_dropped.http").asLong();
	}

	@Override
	public void close() {
		this.http.shutdownNow();
		this.process.destroyForcibly();
	}

	private boolean isHealthy() throws InterruptedException {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("Zipkin did not start");
		}
		try {
			return get("/health").statusCode() == 200;
		}
		catch (IOException _) {
			return false;
		}
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
