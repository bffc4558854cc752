package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ServeCommandTest {

	/** How a process ends that was asked to: 128 and the number of the signal. */
	private static final int SIGTERM = 143;

	@TempDir
	private Path folder;

	@Test
	void serve_startsTheServiceWithItsSettings_untilItIsAskedToEnd() throws IOException, InterruptedException {
		Path log = this.folder.resolve("log");
		Path store = this.folder.resolve("named.duckdb");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				Mahavishnu.class.getName(), "serve", "--server.port=0", "--spring.grpc.server.port=0",
				"--mahavishnu.otel-ingester.receive.otlp-http-port=-1",
				"--mahavishnu.otel-ingester.hot-store-path=" + store)
			.directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			Awaitility.await()
				.atMost(Duration.ofMinutes(3))
				.until(() -> !process.isAlive() || Files.readString(log).contains("Ready for traces"));
			assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
			assertThat(store).exists();
			process.destroy();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isEqualTo(SIGTERM);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
