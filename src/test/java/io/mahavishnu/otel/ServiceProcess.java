package io.mahavishnu.otel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * The service as a process of its own, so that it can be killed. It runs the classes
 * under test, keeps its data in a folder that outlives it, and writes its log beside
 * them.
 */
final class ServiceProcess implements AutoCloseable {

	private static final Duration START_MAX = Duration.ofSeconds(90);

	private final Process process;

	private final Path log;

	private final int port;

	private ServiceProcess(Process process, Path log, int port) {
		this.process = process;
		this.log = log;
		this.port = port;
	}

	/** Starts the service on a free port and waits until it is ready for traces. */
	static ServiceProcess start(Path folder, String... settings) {
		ServiceProcess service = launch(folder, Map.of(), settings);
		Awaitility.await().atMost(START_MAX).until(() -> {
			if (!service.process.isAlive()) {
				throw new AssertionError("the service ended at its start:\n" + service.log());
			}
			return service.log().contains("Ready for traces");
		});
		return service;
	}

	/** Starts the service and does not wait for it. */
	static ServiceProcess launch(Path folder, Map<String, String> environment, String... settings) {
		try {
			int port = freePort();
			Path log = folder.resolve("service-" + port + ".log");
			List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
					"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-cp",
					System.getProperty("java.class.path"), OtelIngesterApplication.class.getName(),
					"--server.port=" + port,
					"--mahavishnu.otel-ingester.hot-store-path=" + folder.resolve("traces.duckdb"),
					"--mahavishnu.otel-ingester.receive.otlp-http-port=-1", "--spring.grpc.server.port=0"));
			command.addAll(List.of(settings));
			ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().putAll(environment);
			return new ServiceProcess(builder.start(), log, port);
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	ServiceClient client() {
		return new ServiceClient("http://127.0.0.1:" + this.port);
	}

	int port() {
		return this.port;
	}

	/** What the service has logged so far. */
	String log() {
		try {
			return Files.exists(this.log) ? Files.readString(this.log) : "";
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	/** Ends the process at once, as kill -9 does. */
	void kill() {
		this.process.destroyForcibly();
		waitForEnd(Duration.ofSeconds(10));
	}

	/** Asks the process to end, as SIGTERM does, and gives its exit code. */
	int stop() {
		this.process.destroy();
		return waitForEnd(Duration.ofSeconds(40));
	}

	/** Waits until the process has ended by itself, and gives its exit code. */
	int waitForEnd(Duration waitMax) {
		try {
			if (!this.process.waitFor(waitMax.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError("the service did not end within " + waitMax + ":\n" + log());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	@Override
	public void close() {
		if (this.process.isAlive()) {
			kill();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
