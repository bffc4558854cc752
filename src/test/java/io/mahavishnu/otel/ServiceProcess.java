package io.mahavishnu.otel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The service as a process of its own, so that it can be killed. It runs the classes
 * under test, keeps its data in a folder that outlives it, and writes its log beside
 * them.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Duration START_MAX = Duration.ofSeconds(600);

	private final Process process;

	private final Path log;

	private final int port;

	private final int grpcPort;

	ServiceProcess(Process process, Path log, int port, int grpcPort) {
		this.process = process;
		this.log = log;
		this.port = port;
		this.grpcPort = grpcPort;
	}

	/** Starts the service on free ports and waits until it is ready for traces. */
	static ServiceProcess start(Path folder, String... settings) {
		return new ServiceCommand(folder).with(settings).start();
	}

	/** Starts the service and does not wait for it. */
	static ServiceProcess launch(Path folder, Map<String, String> environment, String... settings) {
		ServiceCommand command = new ServiceCommand(folder).with(settings);
		for (Map.Entry<String, String> variable : environment.entrySet()) {
			command = command.environment(variable.getKey(), variable.getValue());
		}
		return command.launch();
	}

	/** Waits until the service is ready for traces. */
	public ServiceProcess whenReady() {
		try {
			awaitReady();
			return this;
		}
		catch (ConditionTimeoutException never) {
			// nobody else knows of it
			close();
			throw never;
		}
	}

	private void awaitReady() {
		Awaitility.await().atMost(START_MAX).pollInterval(Duration.ofMillis(20)).until(() -> {
			if (!this.process.isAlive()) {
				throw new AssertionError("the service ended at its start:\n" + log());
			}
			return log().contains("Ready for traces");
		});
	}

	public ServiceClient client() {
		return new ServiceClient("http://127.0.0.1:" + this.port);
	}

	public int port() {
		return this.port;
	}

	/** The port for OTLP over gRPC. */
	public int grpcPort() {
		return this.grpcPort;
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public long pid() {
		return this.process.pid();
	}

	/** What the process takes of the machine. */
	public ProcessFigures figures() {
		return new ProcessFigures(pid());
	}

	/** What the service has logged so far. */
	public String log() {
		try {
			return Files.exists(this.log) ? Files.readString(this.log) : "";
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	/** Ends the process at once, as kill -9 does, with those that it started. */
	public void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		waitForEnd(Duration.ofSeconds(10));
	}

	/** Asks the process to end, as SIGTERM does, and gives its exit code. */
	public int stop() {
		terminate();
		return waitForEnd(Duration.ofSeconds(40));
	}

	/** Asks the process to end, as SIGTERM does, and does not wait. */
	public void terminate() {
		this.process.destroy();
	}

	/** Waits until the process has ended by itself, and gives its exit code. */
	public int waitForEnd(Duration waitMax) {
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

}
