package io.mahavishnu.otel.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class RetrievalEvaluationTest {

	private static final LabelledSet SET = new LabelledSet("letters",
			List.of(new LabelledTrace("a", "{\"trace_id\":\"a\"}"), new LabelledTrace("b", "{\"trace_id\":\"b\"}")),
			List.of(LabelledQuery.of("find a", Map.of("a", 1)), LabelledQuery.of("find b", Map.of("b", 1))));

	private final List<JsonNode> searches = Collections.synchronizedList(new ArrayList<>());

	private final List<String> ingested = Collections.synchronizedList(new ArrayList<>());

	/** The answers to batches, in order; the last is repeated. */
	private final Deque<String> batchAnswers = new ArrayDeque<>(List.of("{\"failed\":0,\"searchable\":true}"));

	private HttpServer server;

	private URI baseUrl;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/api/traces/batch", (exchange) -> {
			this.ingested
				.addAll(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
			answer(exchange, 200, (this.batchAnswers.size() > 1) ? this.batchAnswers.pop() : this.batchAnswers.peek());
		});
		this.server.createContext("/api/traces/search", (exchange) -> {
			JsonNode query = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
			this.searches.add(query);
			boolean refused = query.get("query").asString().isEmpty();
			answer(exchange, refused ? 400 : 200, "{\"results\":[{\"trace_id\":\"a\"},{\"trace_id\":\"x\"}]}");
		});
		this.server.start();
		this.baseUrl = URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void evaluate_judgesEachQuestion_andTakesTheMean() throws Exception {
		EvaluationResult result = RetrievalEvaluation.evaluate(this.baseUrl, SET, SearchMode.HYBRID);
		assertThat(result.metrics()).isEqualTo(new RankingMetrics(0.5, 0.5, 0.5));
		assertThat(result.questions()).extracting((question) -> question.metrics().ndcg()).containsExactly(1.0, 0.0);
		assertThat(result.p50Millis()).isPositive().isLessThanOrEqualTo(result.p99Millis());
	}

	@Test
	void evaluate_asksForTenResults_andForNoLeastSimilarityInModeSemantic() throws Exception {
		RetrievalEvaluation.evaluate(this.baseUrl, SET, SearchMode.SEMANTIC);
		RetrievalEvaluation.evaluate(this.baseUrl, SET, SearchMode.KEYWORD);
		assertThat(this.searches.getFirst()).isEqualTo(JsonMapper.shared()
			.readTree("{\"query\":\"find a\",\"limit\":10,\"mode\":\"semantic\",\"threshold\":-1}"));
		assertThat(this.searches.getLast())
			.isEqualTo(JsonMapper.shared().readTree("{\"query\":\"find b\",\"limit\":10,\"mode\":\"keyword\"}"));
	}

	@Test
	void evaluate_fails_whenTheServiceRefusesAQuestion() {
		LabelledSet set = new LabelledSet("none", SET.traces(), List.of(LabelledQuery.of("", Map.of("a", 1))));
		assertThatIOException().isThrownBy(() -> RetrievalEvaluation.evaluate(this.baseUrl, set, SearchMode.HYBRID))
			.withMessageContaining("400");
	}

	@Test
	void ingest_sendsEveryTrace() throws Exception {
		RetrievalEvaluation.ingest(this.baseUrl, SET);
		assertThat(this.ingested).isEqualTo(SET.traces().stream().map(LabelledTrace::json).toList());
	}

	@Test
	void ingest_sendsABatchAgain_whenItIsNotSearchableYet() throws Exception {
		this.batchAnswers.push("{\"failed\":0,\"searchable\":false}");
		RetrievalEvaluation.ingest(this.baseUrl, SET);
		assertThat(this.ingested).hasSize(2 * SET.traces().size());
	}

	@Test
	void ingest_fails_whenATraceIsRefused_orNeverSearchable() {
		for (String answer : List.of("{\"failed\":1}", "{\"failed\":0,\"searchable\":false}")) {
			this.batchAnswers.clear();
			this.batchAnswers.add(answer);
			assertThatIOException().isThrownBy(() -> RetrievalEvaluation.ingest(this.baseUrl, SET))
				.withMessageContaining(answer);
		}
	}

	@Test
	void run_ingestsAndPrintsALineForEachMode() throws Exception {
		SET.writeTo(this.folder.resolve("letters"));
		Run run = run("--ingest", "--set", this.folder.resolve("letters").toString(), "--questions");
		assertThat(run.exitCode()).isZero();
		assertThat(this.ingested).hasSize(2);
		assertThat(run.output()).contains("| letters | hybrid | 2 | 0.500 | 0.500 | 0.500 |", "| letters | semantic |",
				"| letters | keyword |", "nDCG@10 0.000  find b");
	}

	@Test
	void run_endsWithOne_whenAFigureIsBelowItsGate() throws Exception {
		SET.writeTo(this.folder.resolve("letters"));
		String set = this.folder.resolve("letters").toString();
		assertThat(run("--set", set, "--min-ndcg", "hybrid=0.5").exitCode()).isZero();
		Run missed = run("--set", set, "--min-ndcg", "hybrid=0.51");
		assertThat(missed.exitCode()).isEqualTo(1);
		assertThat(missed.output()).contains("letters hybrid: nDCG@10 0.500 is below 0.510");
	}

	@Test
	void run_printsJson_withEveryQuestion() throws Exception {
		SET.writeTo(this.folder.resolve("letters"));
		Run run = run("--set", this.folder.resolve("letters").toString(), "--mode", "hybrid", "--json");
		JsonNode result = JsonMapper.shared().readTree(run.output()).get(0);
		assertThat(result.get("ndcg_at_10").asDouble()).isEqualTo(0.5);
		assertThat(result.get("questions").get(1).get("query").asString()).isEqualTo("find b");
	}

	@Test
	void run_writesSets_withoutAService() throws Exception {
		this.server.stop(0);
		Run run = run("--set", "tau-airline-small", "--write", this.folder.toString());
		assertThat(run.exitCode()).isZero();
		LabelledSet written = LabelledSet.read(this.folder.resolve("tau-airline-first-12"));
		assertThat(written.traces()).isEqualTo(KnownSets.open("tau-airline-small").traces());
	}

	@Test
	void run_explainsItself_whenTheArgumentsMakeNoSense() throws Exception {
		Run run = run("--bogus");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output()).contains("--bogus", "usage:");
	}

	private Run run(String... options) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(List.of(this.baseUrl.toString()));
		arguments.addAll(List.of(options));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int exitCode = RetrievalEvaluation.run(arguments.toArray(String[]::new),
				new PrintStream(out, true, StandardCharsets.UTF_8));
		return new Run(exitCode, out.toString(StandardCharsets.UTF_8));
	}

	private static void answer(HttpExchange exchange, int status, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private record Run(int exitCode, String output) {
	}

}
