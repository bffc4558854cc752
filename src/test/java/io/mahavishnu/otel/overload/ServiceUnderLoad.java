package io.mahavishnu.otel.overload;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mahavishnu.otel.OtelIngesterApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service as a process of its own, on free ports, and what it takes of memory. */
final class ServiceUnderLoad implements AutoCloseable {

	private static final int START_SECONDS_MAX = 120;

	private static final int POLL_MILLIS = 200;

	private final Process process;

	private final Path log;

	private final int httpPort;

	private final int grpcPort;

	private final HttpClient http = HttpClient.newHttpClient();

	private ServiceUnderLoad(Process process, Path log, int httpPort, int grpcPort) {
		this.process = process;
		this.log = log;
		this.httpPort = httpPort;
		this.grpcPort = grpcPort;
	}

	/**
	 * Starts a service with its defaults.
	 * @param folder where its data goes
	 * @param jvmOptions what the JVM is given, such as the size of its heap
	 */
	static ServiceUnderLoad start(Path folder, List<String> jvmOptions) throws IOException, InterruptedException {
		int httpPort = freePort();
		int grpcPort = freePort();
		Path log = folder.resolve("service.log");
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
				"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
		command.addAll(jvmOptions);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtelIngesterApplication.class.getName(),
				"--server.port=" + httpPort, "--spring.grpc.server.port=" + grpcPort,
				"--mahavishnu.otel-ingester.hot-store-path=" + folder.resolve("traces.duckdb"),
				"--mahavishnu.otel-ingester.receive.otlp-http-port=-1"));
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		ServiceUnderLoad service = new ServiceUnderLoad(process, log, httpPort, grpcPort);
		service.awaitReady();
		return service;
	}

	int httpPort() {
		return this.httpPort;
	}

	int grpcPort() {
		return this.grpcPort;
	}

	/** The answer of the API under a path; missing when it is not 200. */
	JsonNode get(String path) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.http.send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.httpPort + path)).build(),
				HttpResponse.BodyHandlers.ofString());
		return (answer.statusCode() == 200) ? JsonMapper.shared().readTree(answer.body())
				: JsonMapper.shared().missingNode();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** How many lines of the log are errors of the JVM's memory. */
	long outOfMemoryErrors() throws IOException {
		try (var lines = Files.lines(this.log)) {
			return lines.filter((line) -> line.contains("OutOfMemoryError")).count();
		}
	}

	/** The most resident memory so far, in MB; as Linux counts it. */
	long peakResidentMegabytes() throws IOException {
		return status("VmHWM:");
	}

	/** The resident memory now, in MB. */
	long residentMegabytes() throws IOException {
		return status("VmRSS:");
	}

	@Override
	public void close() throws InterruptedException {
		this.http.shutdownNow();
		this.process.destroy();
		if (!this.process.waitFor(40, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor();
		}
	}

	private long status(String field) throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(this.process.pid()), "status"))
			.stream()
			.filter((line) -> line.startsWith(field))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElse(0);
	}

	private void awaitReady() throws IOException, InterruptedException {
		for (int i = 0; i < START_SECONDS_MAX * 1000 / POLL_MILLIS; i++) {
			if (Files.readString(this.log).contains("Ready for traces")) {
				return;
			}
			if (!this.process.isAlive()) {
				break;
			}
			Thread.sleep(POLL_MILLIS);
		}
		throw new IOException("the service did not start:\n" + Files.readString(this.log));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
