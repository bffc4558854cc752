package io.mahavishnu.otel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole service over HTTP, with its real store, index and model. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ServiceTest {

	private static final String NDJSON = "application/x-ndjson";

	@TempDir
	static Path folder;

	@LocalServerPort
	int port;

	private ServiceClient client = new ServiceClient("");

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("mahavishnu.otel-ingester.hot-store-path", () -> folder.resolve("service.duckdb").toString());
		registry.add("mahavishnu.otel-ingester.receive.otlp-http-port", () -> -1);
		registry.add("spring.grpc.server.port", () -> 0);
	}

	@BeforeEach
	void connect() {
		this.client = new ServiceClient("http://127.0.0.1:" + this.port).whenReady();
	}

	@Test
	void aTrace_isStoredFoundByMeaningAndReadBack() {
		ServiceClient.Answer created = this.client.post("/api/traces", SampleTraces.checkout("meaning-1"));
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.headers().firstValue("Location")).hasValue("/api/traces/meaning-1");
		assertThat(created.body().get("system_id").asString()).isEqualTo("frontend");
		assertThat(created.body().get("span_count").asInt()).isEqualTo(2);
		assertThat(created.body().get("new_spans").asInt()).isEqualTo(2);
		assertThat(created.body().get("searchable").asBoolean()).isTrue();

		JsonNode hit = this.client.search("customers cannot pay with their card", "&limit=1").body().at("/results/0");
		assertThat(hit.at("/matches/0/service").asString()).isEqualTo("payment");
		assertThat(hit.get("similarity").asDouble()).isBetween(0.3, 1.0);

		JsonNode trace = this.client.get("/api/traces/meaning-1").body();
		assertThat(trace.get("content").asString()).isEqualTo("POST /checkout | PaymentService/Authorize");
		assertThat(trace.at("/metadata/attributes/order.id").asString()).isEqualTo("order-meaning-1");
		assertThat(trace.get("error_count").asInt()).isEqualTo(1);
		assertThat(trace.get("spans")).hasSize(2);
	}

	@Test
	void anExactNumber_isFoundByWords_althoughNoVectorKnowsIt() {
		this.client.post("/api/traces/batch", NDJSON, SampleTraces.checkouts("number-", 30));
		assertThat(this.client.search("order-number-17", "").body().at("/results/0/trace_id").asString())
			.isEqualTo("number-17");
	}

	@ParameterizedTest
	@CsvSource({ "hybrid", "semantic", "keyword" })
	void aFilter_holdsOnOneSpan_andResultsAreSorted_inEveryMode(String mode) {
		this.client.post("/api/traces/batch", NDJSON, SampleTraces.exports());
		String filter = parameter("filter", "{ service = \"exporter\" && .rows >= 100 } && !{ kind = client }")
				+ parameter("filter", "trace:duration > 0.5ms");
		JsonNode found = this.client.search("export rows", filter + "&threshold=-1&sort=duration:asc&mode=" + mode)
			.body();
		assertThat(found.get("results").valueStream().map((hit) -> hit.get("trace_id").asString()))
			.containsExactly("export-2", "export-1");
		JsonNode listed = this.client.get("/api/traces?sort=duration" + filter).body();
		assertThat(listed.get("results").valueStream().map((hit) -> hit.get("trace_id").asString()))
			.containsExactly("export-1", "export-2");
	}

	@Test
	void aFilterThatCannotBeRead_isRefused_withThePlaceAndTheRemedy() {
		ServiceClient.Answer refused = this.client.post("/api/traces/search",
				"{\"query\": \"export\", \"filter\": \"{ rows >= 100 }\"}");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.body().get("detail").asString()).startsWith("filter, character 3: \"rows\"")
			.contains(".http.route");
	}

	private static String parameter(String name, String value) {
		return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	@Test
	void whatAGetAnswers_canBePostedAgain_andChangesNothing() {
		this.client.post("/api/traces", SampleTraces.checkout("again-1"));
		JsonNode trace = this.client.get("/api/traces/again-1").body();
		ServiceClient.Answer again = this.client.post("/api/traces", trace.toString());
		assertThat(again.status()).isEqualTo(201);
		assertThat(again.body().get("new_spans").asInt()).isZero();
		assertThat(this.client.get("/api/traces/again-1").body()).isEqualTo(trace);
	}

	@Test
	void aLateSpan_joinsItsTrace_andIsFound() {
		this.client.post("/api/traces", SampleTraces.catalogue("late-1"));
		ServiceClient.Answer late = this.client.post("/api/traces", """
				{"trace_id":"late-1","spans":[{"span_id":"2","parent_span_id":"1","name":"recommend penguins",
				"start_time":"2024-01-01T00:00:02Z","attributes":{"service.name":"recommender"}}]}""");
		assertThat(late.body().get("span_count").asInt()).isEqualTo(2);
		assertThat(late.body().get("new_spans").asInt()).isEqualTo(1);
		assertThat(late.body().get("system_id").asString()).isEqualTo("catalogue");
		assertThat(this.client.search("penguins", "&mode=keyword").body().at("/results/0/trace_id").asString())
			.isEqualTo("late-1");
	}

	@Test
	void aDeletedTrace_isGone_andASpanThatComesLater_startsItAnew() {
		this.client.post("/api/traces", SampleTraces.checkout("deleted-1"));
		assertThat(this.client.delete("/api/traces/deleted-1").status()).isEqualTo(204);
		assertThat(this.client.get("/api/traces/deleted-1").status()).isEqualTo(404);
		assertThat(this.client.search("order-deleted-1", "&mode=keyword").body().get("results").valueStream())
			.noneMatch((result) -> result.get("trace_id").asString().equals("deleted-1"));
		ServiceClient.Answer anew = this.client.post("/api/traces", SampleTraces.catalogue("deleted-1"));
		assertThat(anew.body().get("span_count").asInt()).isEqualTo(1);
		assertThat(this.client.delete("/api/traces/never-seen").status()).isEqualTo(404);
	}

	@Test
	void aTrace_tellsWhereItsTimeWent_whereItFailed_andInWhatAnotherDiffers() {
		this.client.post("/api/traces", SampleTraces.checkout("analysed-1"));
		this.client.post("/api/traces", SampleTraces.checkout("analysed-2").replace("\"ERROR\"", "\"OK\""));
		JsonNode path = this.client.get("/api/traces/analysed-1/critical-path").body();
		assertThat(path.at("/spans/0/span_id").asString()).isEqualTo("2");
		assertThat(path.at("/spans/0/self_ms").asInt()).isEqualTo(80);
		assertThat(path.get("segments")).hasSize(3);
		JsonNode errors = this.client.get("/api/traces/analysed-1/errors").body();
		assertThat(errors.get("failure_count").asInt()).isEqualTo(1);
		assertThat(errors.at("/failures/0/causes/0/message").asString()).contains("declined");
		assertThat(errors.at("/failures/0/path/0/name").asString()).isEqualTo("POST /checkout");
		JsonNode comparison = this.client.get("/api/traces/analysed-2/compare/analysed-1").body();
		assertThat(comparison.get("matched_spans").asInt()).isEqualTo(2);
		assertThat(comparison.at("/newly_failing/0/service").asString()).isEqualTo("payment");
	}

	@Test
	void aThousandEqualTraces_costOneEmbeddingForEachPassage_andFoldIntoOneShape() {
		String one = SampleTraces.checkout("same-first").replace("credit card", "loyalty voucher");
		this.client.post("/api/traces", one);
		double computed = this.client.metric("mahavishnu_embedding_texts_total", "purpose=\"passage\"");
		String batch = IntStream.range(0, 1000)
			.mapToObj((i) -> one.replace("same-first", "same-" + i))
			.collect(Collectors.joining("\n"));
		ServiceClient.Answer answer = this.client.post("/api/traces/batch", NDJSON, batch);
		assertThat(answer.body().get("ingested").asInt()).isEqualTo(1000);
		assertThat(this.client.metric("mahavishnu_embedding_texts_total", "purpose=\"passage\"")).isEqualTo(computed);

		JsonNode folded = this.client.search("loyalty voucher declined", "&group=shape&mode=semantic&threshold=0.4")
			.body();
		assertThat(folded.get("results")
			.valueStream()
			.filter((result) -> result.get("trace_id").asString().startsWith("same-"))).hasSize(1);
		assertThat(folded.at("/results/0/similar_count").asInt()).isEqualTo(1001);
	}

	@Test
	void eightClientsWithBatchesOfAHundred_haveStoredWhatWasAcknowledged() throws Exception {
		Set<String> acknowledged = ConcurrentHashMap.newKeySet();
		try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
			List<Callable<Integer>> senders = IntStream.range(0, 8)
				.<Callable<Integer>>mapToObj((sender) -> () -> send(sender, acknowledged))
				.toList();
			for (Future<Integer> sender : clients.invokeAll(senders)) {
				assertThat(sender.get()).isEqualTo(500);
			}
		}
		assertThat(acknowledged).hasSize(4000);
		long stored = acknowledged.stream()
			.filter((id) -> this.client.get("/api/traces/" + id).body().get("span_count").asInt() == 2)
			.count();
		assertThat(stored).isEqualTo(4000);
	}

	@Test
	void oneBadTraceOfAThousand_leavesNineHundredNinetyNine() {
		String lines = SampleTraces.checkouts("mostly-", 999) + "\n{\"trace_id\":\"bad id\",\"spans\":[]}";
		JsonNode answer = this.client.post("/api/traces/batch?wait=false", NDJSON, lines).body();
		assertThat(answer.get("total").asInt()).isEqualTo(1000);
		assertThat(answer.get("ingested").asInt()).isEqualTo(999);
		assertThat(answer.get("failed").asInt()).isEqualTo(1);
		assertThat(answer.at("/errors/0/index").asInt()).isEqualTo(999);
		assertThat(answer.at("/errors/0/trace_id").asString()).isEqualTo("bad id");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/traces/search?query=x&limit=0          | 400 | invalid-request
			/api/traces/search?query=x&limit=-1         | 400 | invalid-request
			/api/traces/search?query=x&limit=1000000000 | 400 | invalid-request
			/api/traces/search                          | 400 | invalid-request
			/api/traces/search?query=x&mode=psychic     | 400 | invalid-request
			/api/traces/search?query=x&from=yesterday   | 400 | invalid-request
			/api/traces/search?query=x&cursor=garbage   | 400 | invalid-cursor
			/api/traces/unknown-trace                   | 404 | trace-not-found
			/api/traces/bad%20id                        | 400 | invalid-request
			/api/traces/unknown-trace/errors            | 404 | trace-not-found
			/api/traces/unknown-trace/critical-path     | 404 | trace-not-found
			/api/traces/x/compare/y?min_slowdown_ratio=0 | 400 | invalid-request
			/nowhere                                    | 404 | not-found
			""")
	void aBadRead_isAProblemThatNamesWhatIsWrong(String path, int status, String type) {
		assertIsProblem(this.client.get(path), status, type);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
			{"trace_id":"bad id","spans":[{"name":"x"}]}           | 400 | invalid-trace | bad id
			{"trace_id":"search","spans":[{"name":"x"}]}           | 400 | invalid-trace | search
			{"trace_id":"t","spans":{}}                            | 400 | invalid-trace | spans
			{"trace_id":"t","spans":[]}                            | 400 | invalid-trace | spans
			{"trace_id":"t","spans":[{"name":"x"},null]}           | 400 | invalid-trace | spans[1]
			{"trace_id":"t","spans":[{"name":"x","start_time":"noon"}]} | 400 | invalid-trace | noon
			{"trace_id":"t","spans"                                | 400 | invalid-request | JSON
			""")
	void aBadTrace_isAProblemThatNamesWhatIsWrong(String body, int status, String type, String named) {
		ServiceClient.Answer answer = this.client.post("/api/traces", body);
		assertIsProblem(answer, status, type);
		assertThat(answer.body().get("detail").asString()).contains(named);
	}

	@Test
	void aQueryOverItsLength_isRefused_oneAtItsLengthIsNot() {
		String json = "{\"query\":\"%s\"}";
		assertThat(this.client.post("/api/traces/search", json.formatted("x ".repeat(2000))).status()).isEqualTo(200);
		assertIsProblem(this.client.post("/api/traces/search", json.formatted("x ".repeat(2000) + "y")), 400,
				"invalid-request");
	}

	@Test
	void otherMethodsAndTypes_areProblemsToo() {
		assertIsProblem(this.client.delete("/api/stats"), 405, "method-not-allowed");
		assertIsProblem(this.client.post("/api/traces", "text/plain", "hello"), 415, "unsupported-media-type");
	}

	@Test
	void health_namesItsParts() {
		JsonNode health = this.client.get("/actuator/health").body();
		assertThat(health.get("status").asString()).isEqualTo("UP");
		assertThat(health.at("/components").propertyNames()).contains("store", "index", "model");
		assertThat(this.client.get("/actuator/health/readiness").status()).isEqualTo(200);
	}

	@Test
	void metrics_tellWhatWasIngestedEmbeddedCachedAndSearched() {
		this.client.post("/api/traces", SampleTraces.checkout("metrics-1"));
		this.client.search("card", "");
		assertThat(this.client.text("/actuator/prometheus")).contains("mahavishnu_store_spans_total",
				"mahavishnu_embedding_texts_total", "mahavishnu_embedding_cache_total", "mahavishnu_index_lag_changes",
				"mahavishnu_search_seconds_count");
	}

	private int send(int sender, Set<String> acknowledged) {
		int ingested = 0;
		for (int batch = 0; batch < 5; batch++) {
			String prefix = "load-" + sender + "-" + batch + "-";
			ServiceClient.Answer answer = this.client.post("/api/traces/batch", NDJSON,
					SampleTraces.checkouts(prefix, 100));
			assertThat(answer.status()).isEqualTo(200);
			ingested += answer.body().get("ingested").asInt();
			IntStream.range(0, 100).forEach((i) -> acknowledged.add(prefix + i));
		}
		return ingested;
	}

	private static void assertIsProblem(ServiceClient.Answer answer, int status, String type) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(answer.body().get("type").asString()).isEqualTo("/problems/" + type);
		assertThat(answer.body().get("status").asInt()).isEqualTo(status);
		assertThat(answer.body().get("title").asString()).isNotEmpty();
		assertThat(answer.body().get("detail").asString()).isNotEmpty();
	}

}
