package io.mahavishnu.otel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Backup and restore, export and import, with services as processes of their own. */
class ArchiveServiceTest {

	private static final String OTLP_TRACE = "5b8efff798038103d269b633813fc60c";

	@TempDir
	static Path folder;

	private static Path archive;

	/** Traces as OTLP documents, by id, as the first service answers them. */
	private static final Map<String, JsonNode> ORIGINALS = new TreeMap<>();

	private static JsonNode backup;

	private static JsonNode parquet;

	private static JsonNode otlp;

	@BeforeAll
	static void fillBackUpAndExport() throws IOException {
		archive = folder.resolve("archive");
		Path data = Files.createDirectories(folder.resolve("first"));
		try (ServiceProcess first = ServiceProcess.start(data,
				"--mahavishnu.otel-ingester.archive.backup-folder=" + archive,
				"--mahavishnu.otel-ingester.archive.export-folder=" + archive)) {
			ServiceClient client = first.client();
			client.post("/api/traces", SampleTraces.checkout("shop-1"));
			client.post("/api/traces", SampleTraces.catalogue("shop-2"));
			client.post("/api/traces", """
					{"trace_id":"no-start","system_id":"caller","spans":[{"name":"somewhen"},{"name":"again"}]}""");
			client.post("/v1/traces", OTLP_EXPORT);
			for (String id : List.of("shop-1", "shop-2", "no-start", OTLP_TRACE)) {
				ORIGINALS.put(id, client.get("/api/traces/" + id + "?format=otlp").body());
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> client.get("/api/stats").body().at("/index/lag_changes").asInt() == 0);
			backup = client.post("/api/admin/backup", "").body();
			parquet = client.post("/api/admin/export", "{\"format\":\"parquet\"}").body();
			otlp = client.post("/api/admin/export", "{\"format\":\"otlp\"}").body();
			ServiceClient.Answer none = client.post("/api/admin/import", "{\"file\":\"x\"}");
			assertThat(none.status()).isEqualTo(409);
			assertThat(none.body().get("type").asString()).isEqualTo("/problems/folder-not-set");
			assertThat(none.body().get("detail").asString()).contains("archive.import-folder");
			JsonNode some = client.post("/api/admin/export", """
					{"format":"parquet","from":"2024-01-01T00:00:00Z","to":"2024-01-01T00:00:00Z"}""").body();
			assertThat(some.get("traces").asInt()).isEqualTo(1);
			assertThat(client.post("/api/admin/export", "{\"format\":\"csv\"}").status()).isEqualTo(400);
		}
	}

	@Test
	void aBackup_isStartedOn_alsoWhereAnIndexKnowsMore() throws IOException {
		assertThat(backup.get("traces").asInt()).isEqualTo(4);
		assertThat(backup.get("spans").asInt()).isEqualTo(6);
		assertThat(backup.get("sequence").asInt()).isEqualTo(6);
		assertThat(Path.of(backup.get("path").asString())).hasSize(backup.get("bytes").asLong()).hasParent(archive);
		assertThat(Files.getPosixFilePermissions(archive)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
		Path data = Files.createDirectories(folder.resolve("restored"));
		Files.copy(Path.of(backup.get("path").asString()), data.resolve("traces.duckdb"));
		Files.copy(Path.of(backup.get("path").asString() + ".ack"), data.resolve("traces.duckdb.ack"));
		try (ServiceProcess restored = ServiceProcess.start(data)) {
			assertEqualTraces(restored.client());
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> restored.client().get("/actuator/health").body().get("status").asString().equals("UP"));
			assertThat(ids(restored.client().search("the credit card was declined by the bank", "&limit=1")))
				.containsExactly("shop-1");
			assertThat(restored.client().metric("mahavishnu_embedding_texts_total", "purpose=\"passage\"")).isZero();
			assertThat(restored.log()).doesNotContain("DATA LOSS");
			restored.client().post("/api/traces", SampleTraces.checkout("after-the-backup"));
			assertThat(restored.stop()).isEqualTo(143);
		}
		restoreOverIt(data);
	}

	/** With the index and the acknowledged position left as they are. */
	private static void restoreOverIt(Path data) throws IOException {
		Files.copy(Path.of(backup.get("path").asString()), data.resolve("traces.duckdb"),
				StandardCopyOption.REPLACE_EXISTING);
		try (ServiceProcess service = ServiceProcess.start(data)) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> service.client().get("/api/stats").body().get("traces").asInt() == 4);
			service.client().post("/api/traces", SampleTraces.catalogue("new"));
			assertThat(ids(service.client().search("order-after-the-backup", "&mode=keyword")))
				.doesNotContain("after-the-backup");
			assertThat(ids(service.client().search("products", "&mode=keyword"))).containsExactlyInAnyOrder("new",
					"shop-2");
			assertThat(service.log()).contains("DATA LOSS", "it is made again");
		}
	}

	private static List<String> ids(ServiceClient.Answer answer) {
		return answer.body().get("results").valueStream().map((each) -> each.get("trace_id").asString()).toList();
	}

	@Test
	void whatIsImported_isWhatWasExported_andIsNotDoubled() throws IOException {
		assertThat(parquet.get("traces").asInt()).isEqualTo(4);
		assertThat(otlp.get("spans").asInt()).isEqualTo(6);
		Path imports = Files.createDirectories(folder.resolve("imports"));
		Files.copy(Path.of(parquet.get("path").asString()), imports.resolve("all.parquet"));
		try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(imports.resolve("all.ndjson.gz")))) {
			Files.copy(Path.of(otlp.get("path").asString()), zipped);
		}
		Files.writeString(imports.resolve("bad.ndjson"), "{\"resourceSpans\":[]}\nno JSON\n");
		Files.writeString(folder.resolve("outside.ndjson"), "{}");
		Files.createSymbolicLink(imports.resolve("link.ndjson"), folder.resolve("outside.ndjson"));
		for (String file : List.of("all.parquet", "all.ndjson.gz")) {
			Path data = Files.createDirectories(folder.resolve("into-" + file));
			try (ServiceProcess service = ServiceProcess.start(data,
					"--mahavishnu.otel-ingester.archive.import-folder=" + imports,
					"--mahavishnu.otel-ingester.ingest.spans-per-export-max=2")) {
				assertImport(service.client(), file, 6);
				assertEqualTraces(service.client());
				for (String again : List.of("all.parquet", "all.ndjson.gz")) {
					assertImport(service.client(), again, 0);
				}
				assertEqualTraces(service.client());
				assertRefused(service.client(), "bad.ndjson", 400, "line 2");
				for (String outside : List.of("../outside.ndjson", "link.ndjson", "missing.parquet", ".")) {
					assertRefused(service.client(), outside, 404, imports.toString());
				}
			}
		}
	}

	private static void assertImport(ServiceClient client, String file, int newSpans) {
		JsonNode answer = client.post("/api/admin/import", "{\"file\":\"" + file + "\"}").body();
		assertThat(answer.path("spans").asInt()).as(answer.toString()).isEqualTo(6);
		assertThat(answer.get("new_spans").asInt()).isEqualTo(newSpans);
		assertThat(answer.get("rejected").asInt()).isZero();
	}

	private static void assertRefused(ServiceClient client, String file, int status, String named) {
		ServiceClient.Answer answer = client.post("/api/admin/import", "{\"file\":\"" + file + "\"}");
		assertThat(answer.status()).as(file).isEqualTo(status);
		assertThat(answer.body().get("detail").asString()).contains(named);
	}

	private static void assertEqualTraces(ServiceClient client) {
		ORIGINALS.forEach((id, original) -> assertThat(client.get("/api/traces/" + id + "?format=otlp").body())
			.isEqualTo(original));
	}

	private static final String OTLP_EXPORT = """
			{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"billing"}}]},
			"scopeSpans":[{"scope":{"name":"lib","version":"1"},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
			"spanId":"eee19b7ec3c1b174","name":"charge","kind":3,"startTimeUnixNano":"1704067200000000001",
			"endTimeUnixNano":"1704067200000000009","attributes":[{"key":"n","value":{"intValue":"9007199254740993"}},
			{"key":"list","value":{"arrayValue":{"values":[{"doubleValue":0.5},{"boolValue":true}]}}}],
			"events":[{"timeUnixNano":"1704067200000000002","name":"exception","attributes":[]}],
			"links":[{"traceId":"5b8efff798038103d269b633813fc60d","spanId":"eee19b7ec3c1b175"}],
			"status":{"code":2,"message":"refused"}}]}]}]}""";

}
