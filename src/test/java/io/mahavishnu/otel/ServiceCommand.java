package io.mahavishnu.otel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * How the service is started as a process. Unchanging.
 *
 * @param folder where it runs, with its data and its log
 * @param wrapper a command that runs it, such as a tracer; none by default
 * @param options further options of the JVM
 * @param environment variables that are added
 * @param settings arguments such as {@code --server.address=0.0.0.0}
 */
public record ServiceCommand(Path folder, List<String> wrapper, List<String> options, Map<String, String> environment,
		List<String> settings) {

	private static final int PORT_MIN = 20_000;

	private static final int PORT_END = 32_000;

	private static final int PORT_ATTEMPTS = 100;

	/** The service on a folder with its default settings. */
	public ServiceCommand(Path folder) {
		this(folder, List.of(), List.of(), Map.of(), List.of());
	}

	public ServiceCommand behind(String... command) {
		return new ServiceCommand(this.folder, List.of(command), this.options, this.environment, this.settings);
	}

	public ServiceCommand jvm(String... more) {
		return new ServiceCommand(this.folder, this.wrapper, and(this.options, more), this.environment, this.settings);
	}

	public ServiceCommand environment(String name, String value) {
		Map<String, String> more = new HashMap<>(this.environment);
		more.put(name, value);
		return new ServiceCommand(this.folder, this.wrapper, this.options, more, this.settings);
	}

	public ServiceCommand with(String... more) {
		return new ServiceCommand(this.folder, this.wrapper, this.options, this.environment, and(this.settings, more));
	}

	/** Starts the service and waits until it is ready for traces. */
	public ServiceProcess start() {
		return launch().whenReady();
	}

	/** Starts the service and does not wait for it. */
	public ServiceProcess launch() {
		return launch(FastStart.prepared().command(this.options));
	}

	/**
	 * Starts the service as {@code bin/mahavishnu serve} does, with the JVM's own choice
	 * of collector and compilers, and waits until it is ready for traces.
	 */
	public ServiceProcess serve() {
		List<String> java = new ArrayList<>();
		java.add(ProcessHandle.current().info().command().orElseThrow());
		java.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
				"-DOPT_OUT_TRACKING=true", "-XX:+ExitOnOutOfMemoryError", "-XX:-G1UseAdaptiveIHOP"));
		java.addAll(this.options);
		java.addAll(List.of("-cp", System.getProperty("java.class.path"), OtelIngesterApplication.class.getName()));
		return launch(java).whenReady();
	}

	ServiceProcess launch(List<String> java) {
		try {
			int port = freePort();
			int grpcPort = freePort();
			Path log = Files.createDirectories(this.folder).resolve("service-" + port + ".log");
			List<String> command = new ArrayList<>(this.wrapper);
			command.addAll(java);
			command.addAll(arguments(port, grpcPort));
			ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
			builder.environment().putAll(this.environment);
			return new ServiceProcess(builder.start(), log, port, grpcPort);
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	/**
	 * A setting that is given takes the place of the one that a test wants by default.
	 */
	private List<String> arguments(int port, int grpcPort) {
		Map<String, String> byName = new LinkedHashMap<>();
		Stream
			.concat(Stream.of("--server.port=" + port, "--spring.grpc.server.port=" + grpcPort,
					"--mahavishnu.otel-ingester.hot-store-path=" + this.folder.resolve("traces.duckdb"),
					"--mahavishnu.otel-ingester.receive.otlp-http-port=-1"), this.settings.stream())
			.forEach((argument) -> byName.put(argument.substring(0, argument.indexOf('=')), argument));
		return List.copyOf(byName.values());
	}

	private static List<String> and(List<String> some, String... more) {
		return Stream.concat(some.stream(), Stream.of(more)).toList();
	}

	/**
	 * A port that is free, and below those that systems give to outgoing connections:
	 * none of these takes it before the service listens.
	 */
	private static int freePort() throws IOException {
		for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_END);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (BindException taken) {
				// another is tried
			}
		}
		throw new BindException(
				"no port of " + PORT_ATTEMPTS + " between " + PORT_MIN + " and " + PORT_END + " is free");
	}

}
