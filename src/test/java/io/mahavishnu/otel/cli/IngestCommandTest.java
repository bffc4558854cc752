package io.mahavishnu.otel.cli;

import java.io.ByteArrayOutputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class IngestCommandTest {

	private FakeService service;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() throws IOException {
		this.service = new FakeService();
	}

	@AfterEach
	void stop() {
		this.service.close();
	}

	@Test
	void ingest_sendsFilesFoldersPatternsAndStandardInput() throws IOException {
		String named = write("a.json", "{\n  \"trace_id\": \"a\"\n}");
		write("logs/b.ndjson", "{\"trace_id\":\"b\"}\n{\"trace_id\":\"c\"}\n");
		write("logs/deep/d.json", "[{\"trace_id\":\"d\"}]");
		write("logs/README.md", "# Not a trace");
		write("logs/.hidden.json", "{\"trace_id\":\"hidden\"}");
		write("more/e.json", "{\"traces\":[{\"trace_id\":\"e\"}]}");
		Commands.Outcome outcome = commands().withInput("{\"trace_id\":\"f\"}")
			.run("otel", "ingest", named, path("logs"), path("more") + "/**.json", "-", "--json");
		assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.DONE);
		assertThat(this.service.lines()).containsExactly("{\"trace_id\":\"a\"}", "{\"trace_id\":\"b\"}",
				"{\"trace_id\":\"c\"}", "{\"trace_id\":\"d\"}", "{\"trace_id\":\"e\"}", "{\"trace_id\":\"f\"}");
		assertThat(this.service.asked).singleElement().satisfies((asked) -> {
			assertThat(asked.contentType()).isEqualTo("application/x-ndjson");
			assertThat(asked.path()).isEqualTo("/api/traces/batch?wait=true");
		});
		JsonNode summary = Json.read(outcome.out());
		assertThat(Json.integer(summary, "traces")).isEqualTo(6);
		assertThat(Json.integer(summary, "spans")).isEqualTo(12);
		assertThat(Json.integer(summary, "files")).isEqualTo(5);
		assertThat(Json.integer(summary, "other_files")).isEqualTo(1);
		assertThat(summary.path("searchable").asBoolean()).isTrue();
	}

	@Test
	void ingest_sendsOtlpInItsOwnEncoding_manyObjectsInOneRequest() throws IOException {
		String json = write("otlp.jsonl",
				"{\"resourceSpans\":[{\"n\":1}]}\n{\"resourceSpans\":[{\"n\":2},{\"n\":3}]}\n");
		Path protobuf = this.folder.resolve("otlp.bin");
		Files.write(protobuf, OtlpSamples.concat(OtlpSamples.export(2), OtlpSamples.export(3)));
		Path gzip = this.folder.resolve("otlp.bin.gz");
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
			out.write(OtlpSamples.framed(OtlpSamples.export(4)));
		}
		Commands.Outcome outcome = commands().run("otel", "ingest", json, protobuf.toString(), gzip.toString());
		assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.DONE);
		assertThat(outcome.out()).startsWith("Stored 9 OTLP spans from 3 files");
		assertThat(this.service.bodies("/v1/traces")).containsExactlyInAnyOrder(
				"{\"resourceSpans\":[{\"n\":1},{\"n\":2},{\"n\":3}]}",
				new String(OtlpSamples.concat(OtlpSamples.export(2), OtlpSamples.export(3), OtlpSamples.export(4)),
						StandardCharsets.ISO_8859_1));
	}

	@Test
	void ingest_waitsForTheLastBatchAlone() throws IOException {
		String file = write("many.ndjson", traces(0, 25));
		assertThat(commands().run("otel", "ingest", file, "--batch-traces", "10").exitCode()).isEqualTo(ExitCodes.DONE);
		assertThat(this.service.asked).extracting(FakeService.Asked::path)
			.containsExactly("/api/traces/batch?wait=false", "/api/traces/batch?wait=false",
					"/api/traces/batch?wait=true");
		assertThat(this.service.lines()).hasSize(25);
	}

	@Test
	void ingest_putsTheSystemFirst_soThatTheTracesOwnWins() throws IOException {
		String file = write("a.json", "{\"trace_id\":\"a\",\"system_id\":\"own\"}");
		commands().run("otel", "ingest", file, "--system-id", "my \"shop\"", "--no-wait");
		assertThat(this.service.lines())
			.containsExactly("{\"system_id\":\"my \\\"shop\\\"\",\"trace_id\":\"a\",\"system_id\":\"own\"}");
		assertThat(this.service.asked.getFirst().path()).endsWith("wait=false");
	}

	@Test
	void ingest_saysWhatWasRefused_andStoresTheRest() throws IOException {
		String file = write("mixed.ndjson", "{\"trace_id\":\"a\"}\n{\"spans\":[]}\nnonsense\n{\"trace_id\":\"b\"}\n");
		String image = write("image.png", "\u0089PNG\u0000");
		Commands.Outcome outcome = commands().run("otel", "ingest", file, image);
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.REFUSED_TRACES);
		assertThat(outcome.out()).contains("Stored 2 traces with 4 spans (2 new) from 1 file")
			.contains("Not stored: 1 trace, 2 parts that cannot be read.")
			.contains(file + ", trace 2, line 2: trace_id is missing")
			.contains(file + ", trace 3, line 3: it is not a JSON object")
			.contains(image + ": it holds no traces");
	}

	@Test
	void ingest_sendsARefusedExportInHalves_soThatOneBadResourceCostsOnlyItself() throws IOException {
		String lines = IntStream.range(0, 9)
			.mapToObj((i) -> "{\"resourceSpans\":[{\"n\":\"" + ((i == 5) ? "broken" : i) + "\"}]}")
			.collect(Collectors.joining("\n"));
		Commands.Outcome outcome = commands().run("otel", "ingest", write("otlp.jsonl", lines));
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.REFUSED_TRACES);
		assertThat(outcome.out()).contains("Not stored: 1 OTLP span.").contains("resource 6, line 6: it is broken");
		assertThat(this.service.bodies("/v1/traces").stream().filter((each) -> !each.contains("broken")))
			.flatMap((body) -> Json.elements(Json.read(body), "resourceSpans")
				.stream()
				.map((each) -> Json.text(each, "n"))
				.toList())
			.containsExactlyInAnyOrder("0", "1", "2", "3", "4", "6", "7", "8");
	}

	@Test
	void ingest_countsThePartialSuccessOfOtlp() throws IOException {
		Commands.Outcome outcome = commands().run("otel", "ingest",
				write("otlp.json", "{\"resourceSpans\":[{\"n\":\"rejected\"}]}"));
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.REFUSED_TRACES);
		assertThat(outcome.out()).contains("resource 1, line 1: its id is zero");
	}

	@Test
	void ingest_findsNoFile_underABrokenPattern() {
		Commands.Outcome outcome = commands().run("otel", "ingest", path("trace[1.json"));
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FILE);
		assertThat(outcome.err()).contains("trace[1.json");
	}

	@Test
	void ingest_triesAgainAfterAPassingFault() throws IOException {
		this.service.failNext(503, "1", "too much is waiting").failNext(429, "0", "slow down");
		Commands.Outcome outcome = commands().run("otel", "ingest", write("a.json", "{\"trace_id\":\"a\"}"));
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.DONE);
		assertThat(outcome.err()).contains("answered 503: too much is waiting. Trying again for up to 5 m 0 s.");
		assertThat(this.service.lines()).containsExactly("{\"trace_id\":\"a\"}");
	}

	@Test
	void ingest_givesUp_whenTheServiceAsksForMoreTimeThanThereIs() throws IOException {
		this.service.failNext(503, "3600", "the ingester is switched off");
		Commands.Outcome outcome = commands().run("otel", "ingest", write("a.json", "{\"trace_id\":\"a\"}"));
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
		assertThat(outcome.err()).contains("the ingester is switched off").contains("nothing doubles");
	}

	@Test
	void ingest_survivesARestartOfTheService() throws IOException {
		int port = this.service.port();
		PipedOutputStream feed = new PipedOutputStream();
		Commands.Running running = commands().withInput(new PipedInputStream(feed, 1 << 20))
			.start("otel", "ingest", "-", "--batch-traces", "10");
		feed.write(traces(0, 300).getBytes(StandardCharsets.UTF_8));
		feed.flush();
		FakeService before = this.service;
		Awaitility.await().until(() -> !before.lines().isEmpty());
		before.close();
		feed.write(traces(300, 600).getBytes(StandardCharsets.UTF_8));
		feed.flush();
		Awaitility.await().until(() -> running.errSoFar().contains("Cannot reach the service"));
		this.service = new FakeService(port);
		feed.close();
		Commands.Outcome outcome = running.outcome().join();
		assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.DONE);
		List<String> stored = java.util.stream.Stream.concat(before.lines().stream(), this.service.lines().stream())
			.distinct()
			.toList();
		assertThat(stored).isEqualTo(traces(0, 600).lines().toList());
	}

	@Test
	void ingest_saysWhereItLooked_whenNoServiceIsThere() throws IOException {
		String url = "http://localhost:" + freePort();
		Commands.Outcome outcome = new Commands(url).run("otel", "ingest", write("a.json", "{\"trace_id\":\"a\"}"),
				"--retry-max-time", "300ms");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
		assertThat(outcome.err()).contains("Cannot reach the service at " + url)
			.contains("Start it with `mahavishnu serve`, or name another with --url or MAHAVISHNU_OTEL_URL.");
	}

	@Test
	void ingest_namesAFileThatIsNotThere() {
		Commands.Outcome outcome = commands().run("otel", "ingest", "no\u001bwhere/*.json");
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FILE);
		assertThat(outcome.err()).isEqualTo("There is no file no␛where/*.json." + System.lineSeparator());
	}

	@Test
	void ingest_readsEveryMemberOfAGzipStream_alsoWhenThePipePausesBetweenThem() throws IOException {
		InputStream pausing = new SequenceInputStream(new ByteArrayInputStream(zipped(traces(0, 10))),
				new ByteArrayInputStream(zipped(traces(10, 20))));
		Commands.Outcome outcome = commands().withInput(pausing).run("otel", "ingest", "-");
		assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.DONE);
		assertThat(this.service.lines()).isEqualTo(traces(0, 20).lines().toList());
	}

	@Test
	void ingest_saysThatAGzipFileIsCutOff() throws IOException {
		byte[] bytes = zipped(traces(0, 1_000));
		Path file = this.folder.resolve("cut.gz");
		Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));
		Commands.Outcome outcome = commands().run("otel", "ingest", file.toString());
		assertThat(outcome.exitCode()).isEqualTo(ExitCodes.REFUSED_TRACES);
		assertThat(outcome.out()).contains(file + ": it cannot be read:");
		assertThat(this.service.lines()).isNotEmpty();
	}

	private static byte[] zipped(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(bytes)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	private Commands commands() {
		return new Commands(this.service.url());
	}

	private String path(String name) {
		return this.folder.resolve(name).toString();
	}

	private String write(String name, String content) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
		return file.toString();
	}

	private static String traces(int from, int to) {
		return IntStream.range(from, to)
			.mapToObj((i) -> "{\"trace_id\":\"t" + i + "\",\"spans\":[{\"name\":\"" + "x".repeat(50) + "\"}]}\n")
			.collect(Collectors.joining());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
