package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream that is larger than the memory of the process that loads it. */
class LargeLoadTest {

	private static final int TRACES = 200_000;

	private static final String PADDING = "x".repeat(1_000);

	private final AtomicLong lines = new AtomicLong();

	@TempDir
	private Path folder;

	@Test
	void ingest_loads200MegabytesIn64MegabytesOfHeap() throws IOException, InterruptedException {
		HttpServer sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		sink.createContext("/api/traces/batch", this::swallow);
		sink.start();
		Path err = this.folder.resolve("err");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Mahavishnu.class.getName(),
				"otel", "ingest", "-", "--json", "--url", "http://localhost:" + sink.getAddress().getPort())
			.redirectError(err.toFile())
			.start();
		try (OutputStream out = process.getOutputStream()) {
			for (int i = 0; i < TRACES; i++) {
				out.write(("{\"trace_id\":\"t" + i + "\",\"spans\":[{\"name\":\"" + PADDING + "\"}]}\n")
					.getBytes(StandardCharsets.UTF_8));
			}
		}
		String summary = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(err.toFile()).isEmpty();
		assertThat(process.waitFor()).isEqualTo(ExitCodes.DONE);
		sink.stop(0);
		assertThat(this.lines).hasValue(TRACES);
		assertThat(Json.integer(Json.read(summary), "traces")).isEqualTo(TRACES);
	}

	private void swallow(HttpExchange exchange) throws IOException {
		try (exchange; InputStream in = exchange.getRequestBody()) {
			byte[] buffer = new byte[64 * 1024];
			long count = 0;
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				for (int i = 0; i < read; i++) {
					count += (buffer[i] == '\n') ? 1 : 0;
				}
			}
			this.lines.addAndGet(count);
			byte[] answer = ("{\"total\":" + count + ",\"ingested\":" + count + ",\"failed\":0,\"spans\":" + count
					+ ",\"searchable\":true,\"errors\":[]}")
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
		}
	}

}
