package io.mahavishnu.otel.cli;

import io.mahavishnu.otel.ServiceCommand;
import io.mahavishnu.otel.ServiceProcess;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads into a real service, which are interrupted, repeated, and outlive its restart.
 */
class LoadIntoServiceTest {

	private static final int SPANS_PER_TRACE = 2;

	/** How a process ends that was asked to: 128 and the number of the signal. */
	private static final int SIGTERM = 143;

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	@TempDir
	private static Path folder;

	private static ServiceProcess service;

	@BeforeAll
	static void start() {
		service = command("shared").start();
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@Test
	void theConversationsOfTheAirline_areLoaded_andRepeatedDoubleNothing() throws IOException {
		Path file = Path.of("src/test/resources/evaluation/tau-airline/traces.ndjson.gz");
		JsonNode first = ingest(service, "--no-wait", file.toString());
		assertThat(Json.integer(first, "traces")).isEqualTo(200);
		assertThat(Json.integer(first, "new_spans")).isEqualTo(Json.integer(first, "spans")).isGreaterThan(4_000);
		JsonNode second = ingest(service, "--no-wait", file.toString());
		assertThat(Json.integer(second, "traces")).isEqualTo(200);
		assertThat(Json.integer(second, "spans")).isEqualTo(Json.integer(first, "spans"));
		assertThat(Json.integer(second, "new_spans")).isZero();
	}

	@Test
	void aFolderOfFiles_isLoadedOnce_alsoWhenTheCommandIsKilledAndRepeated() throws Exception {
		int files = 1_000;
		Path logs = folder.resolve("logs");
		Path deep = Files.createDirectories(logs.resolve("deep"));
		for (int i = 0; i < files; i++) {
			Files.writeString(deep.resolve("trace-" + i + ".json"), trace("folder-" + i));
		}
		Process killed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Mahavishnu.class.getName(),
				"otel", "ingest", logs.toString(), "--no-wait", "--batch-traces", "10", "--url", url(service))
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("killed.log").toFile())
			.start();
		Awaitility.await().atMost(PATIENCE).until(() -> spans(url(service), "folder-1") > 0 || !killed.isAlive());
		killed.destroyForcibly().waitFor();
		JsonNode repeated = ingest(service, "--no-wait", logs.toString());
		assertThat(Json.integer(repeated, "files")).isEqualTo(files);
		assertThat(Json.integer(repeated, "traces")).isEqualTo(files);
		assertThat(Json.integer(repeated, "new_spans")).isLessThan((long) files * SPANS_PER_TRACE);
		for (String id : new String[] { "folder-0", "folder-1", "folder-500", "folder-999" }) {
			assertThat(spans(url(service), id)).isEqualTo(SPANS_PER_TRACE);
		}
		assertThat(Json.integer(ingest(service, "--no-wait", deep.toString()), "new_spans")).isZero();
	}

	@Test
	void aLoad_survivesARestartOfTheService() throws IOException {
		int port = freePort();
		String url = "http://127.0.0.1:" + port;
		ServiceCommand command = command("restarted").with("--server.port=" + port);
		try (ServiceProcess before = command.start(); PipedOutputStream feed = new PipedOutputStream()) {
			Commands.Running running = new Commands(url).withInput(new PipedInputStream(feed, 1 << 20))
				.start("otel", "ingest", "-", "--json", "--batch-traces", "20", "--no-wait");
			send(feed, 0, 200);
			Awaitility.await().atMost(PATIENCE).until(() -> spans(url, "restart-0") > 0);
			assertThat(before.stop()).isEqualTo(SIGTERM);
			send(feed, 200, 400);
			Awaitility.await().atMost(PATIENCE).until(() -> running.errSoFar().contains("Trying again for up to 5 m"));
			try (ServiceProcess _ = command.start()) {
				feed.close();
				Commands.Outcome outcome = running.outcome().join();
				assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.DONE);
				assertThat(Json.integer(Json.read(outcome.out()), "traces")).isEqualTo(400);
				for (int i = 0; i < 400; i += 7) {
					assertThat(spans(url, "restart-" + i)).isEqualTo(SPANS_PER_TRACE);
				}
			}
		}
	}

	@Test
	void whatIsExportedOnTheService_isImportedAgain_andABackupIsWritten() {
		ingest(service, "--no-wait", write("archived.json", trace("archived")));
		JsonNode backup = Json.read(run(service, "backup", "--json").out());
		assertThat(Path.of(Json.text(backup, "path"))).hasParent(folder.resolve("archive"))
			.hasSize(Json.integer(backup, "bytes"));
		JsonNode export = Json.read(run(service, "export", "--format", "parquet", "--json").out());
		Path file = Path.of(Json.text(export, "path"));
		Commands.Outcome imported = run(service, "import", file.getFileName().toString());
		assertThat(imported.out()).startsWith(file.toString())
			.contains(Figures.count(Json.integer(export, "spans")) + " span")
			.contains("0 new spans, 0 rejected");
		Commands.Outcome missing = run(service, "import", "none.parquet");
		assertThat(missing.exitCode()).isEqualTo(ExitCodes.REFUSED_REQUEST);
		assertThat(missing.err()).contains("none.parquet");
	}

	private static ServiceCommand command(String name) {
		Path archive = folder.resolve("archive");
		return new ServiceCommand(folder.resolve(name)).with(
				"--mahavishnu.otel-ingester.archive.backup-folder=" + archive,
				"--mahavishnu.otel-ingester.archive.export-folder=" + archive,
				"--mahavishnu.otel-ingester.archive.import-folder=" + archive);
	}

	private static JsonNode ingest(ServiceProcess to, String... arguments) {
		String[] all = Stream.concat(Stream.of("ingest", "--json"), Arrays.stream(arguments)).toArray(String[]::new);
		Commands.Outcome outcome = run(to, all);
		assertThat(outcome.exitCode()).as(outcome.err() + outcome.out()).isEqualTo(ExitCodes.DONE);
		return Json.read(outcome.out());
	}

	private static Commands.Outcome run(ServiceProcess to, String... arguments) {
		return new Commands(url(to))
			.run(Stream.concat(Stream.of("otel"), Arrays.stream(arguments)).toArray(String[]::new));
	}

	/** How many spans of a trace are stored. */
	private static long spans(String url, String traceId) {
		Commands.Outcome outcome = new Commands(url).run("otel", "get-trace", traceId, "--json");
		return (outcome.exitCode() == ExitCodes.DONE) ? Json.integer(Json.read(outcome.out()), "span_count") : 0;
	}

	private static String url(ServiceProcess process) {
		return "http://127.0.0.1:" + process.port();
	}

	private static String write(String name, String content) {
		try {
			return Files.writeString(folder.resolve(name), content).toString();
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	private static void send(PipedOutputStream feed, int from, int to) throws IOException {
		feed.write(IntStream.range(from, to)
			.mapToObj((i) -> trace("restart-" + i) + "\n")
			.collect(Collectors.joining())
			.getBytes(StandardCharsets.UTF_8));
		feed.flush();
	}

	private static String trace(String id) {
		return ("{\"trace_id\":\"%s\",\"spans\":[{\"span_id\":\"1\",\"name\":\"GET /items\"},"
				+ "{\"span_id\":\"2\",\"parent_span_id\":\"1\",\"name\":\"SELECT items\"}]}")
			.formatted(id);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
