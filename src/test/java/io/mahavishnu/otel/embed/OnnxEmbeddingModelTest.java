package io.mahavishnu.otel.embed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class OnnxEmbeddingModelTest {

	private static final List<String> TEXTS = List.of("GET /api/cart", "the customer's card was refused",
			"payment service: insufficient funds", "SELECT name FROM customers WHERE id = ?",
			"The agent booked the wrong date for the flight to Oslo and did not ask again.",
			"java.lang.IllegalStateException: connection pool exhausted after 30000 ms",
			"HTTP POST checkout-service returned 503 Service Unavailable", "send_email tool call failed: no recipient",
			"kafka consumer lag", "Wie wird das Wetter morgen in Köln?", "cache miss for product recommendations",
			"convert 25 EUR to USD; the currency service timed out twice before it answered, and the order was lost");

	private static SimpleMeterRegistry meters;

	private static OnnxEmbeddingModel int8;

	private static OnnxEmbeddingModel fp32;

	@BeforeAll
	static void open() {
		meters = new SimpleMeterRegistry();
		int8 = OnnxEmbeddingModel.open(EmbeddingSettings.of(EmbeddingSettings.INT8), meters);
		fp32 = OnnxEmbeddingModel.open(EmbeddingSettings.of(EmbeddingSettings.FP32), new SimpleMeterRegistry());
	}

	@AfterAll
	static void close() {
		int8.close();
		fp32.close();
	}

	@Test
	void embed_agreesWithAnotherImplementationOfTheModel() {
		AllMiniLmL6V2EmbeddingModel other = new AllMiniLmL6V2EmbeddingModel();
		List<float[]> vectors = fp32.embed(TEXTS);
		for (int i = 0; i < TEXTS.size(); i++) {
			assertThat(Vectors.cosine(vectors.get(i), other.embed(TEXTS.get(i)).content().vector())).as(TEXTS.get(i))
				.isGreaterThan(0.9999);
		}
	}

	@Test
	void embed_givesNearlyTheSameDirection_inInt8() {
		List<float[]> exact = fp32.embed(TEXTS);
		List<float[]> quantised = int8.embed(TEXTS);
		double sum = 0;
		for (int i = 0; i < TEXTS.size(); i++) {
			sum += Vectors.cosine(exact.get(i), quantised.get(i));
		}
		assertThat(sum / TEXTS.size()).isGreaterThan(0.97);
	}

	@Test
	void embed_putsLikeTextsNearer() {
		float[] query = int8.embed("credit card declined");
		assertThat(Vectors.cosine(query, int8.embed("the customer's card was refused")))
			.isGreaterThan(Vectors.cosine(query, int8.embed("weather forecast for tomorrow")) + 0.2);
	}

	@Test
	void embed_givesEqualBits_aloneAndAmongOthers() {
		List<float[]> together = int8.embed(TEXTS);
		for (int i = 0; i < TEXTS.size(); i++) {
			assertThat(int8.embed(TEXTS.get(i))).isEqualTo(together.get(i));
		}
	}

	@Test
	void embed_dependsLittleOnTheOthersOfARun_inFp32() {
		List<float[]> together = fp32.embed(TEXTS);
		for (int i = 0; i < TEXTS.size(); i++) {
			assertThat(Vectors.cosine(fp32.embed(TEXTS.get(i)), together.get(i))).isCloseTo(1, within(1e-6));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a", "\n\t", "日本語のテキスト", "🛒🛒🛒", "\u0000", "x\u0000y", "\ud800", "a\udc00b",
			"Ω≈ç√∫˜µ≤≥÷", "عربي", "[CLS] [SEP] [MASK] [PAD]", "e\u0301\u0301\u0301" })
	void embed_givesAUnitVector_forAnyText(String text) {
		for (OnnxEmbeddingModel model : List.of(int8, fp32)) {
			float[] vector = model.embed(text);
			assertThat(vector).hasSize(384);
			assertThat(Vectors.length(vector)).isCloseTo(1, within(1e-6));
		}
	}

	@Test
	void embed_cutsALongText_atTheTokenizersLimit() {
		String limit = "word ".repeat(126);
		float[] vector = int8.embed(limit);
		assertThat(int8.embed(limit + "and then something else altogether")).isEqualTo(vector);
		assertThat(int8.embed("word ".repeat(100) + "failure ".repeat(26))).isNotEqualTo(vector);
	}

	@Test
	void embed_takesAnEnormousText() {
		assertThat(Vectors.length(int8.embed("x".repeat(16_383) + "🛒" + "y ".repeat(5_000_000)))).isCloseTo(1,
				within(1e-6));
	}

	@Test
	void embed_givesTheSame_toManyCallersAtOnce() throws Exception {
		List<float[]> expected = int8.embed(TEXTS);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<List<float[]>>> calls = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				calls.add(() -> int8.embed(TEXTS));
			}
			for (Future<List<float[]>> answer : callers.invokeAll(calls)) {
				assertThat(answer.get()).usingRecursiveComparison().isEqualTo(expected);
			}
		}
	}

	@Test
	void embed_takesNoTextsAndManyTexts() {
		assertThat(int8.embed(List.of(), Purpose.PASSAGE)).isEmpty();
		List<String> many = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			many.add("text number " + i);
		}
		List<float[]> vectors = fp32.embed(many, Purpose.PASSAGE);
		for (int i = 0; i < 100; i += 9) {
			assertThat(Vectors.cosine(vectors.get(i), fp32.embed(many.get(i)))).isCloseTo(1, within(1e-6));
		}
	}

	@Test
	void call_answersInTheOrderOfTheTexts() {
		List<Embedding> embeddings = int8.embedForResponse(TEXTS).getResults();
		assertThat(embeddings).extracting(Embedding::getIndex)
			.containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
			.hasSameSizeAs(TEXTS);
		assertThat(embeddings.get(3).getOutput()).isEqualTo(int8.embed(TEXTS.get(3)));
	}

	@Test
	void embed_takesADocument() {
		assertThat(int8.embed(new Document("kafka consumer lag"))).isEqualTo(int8.embed("kafka consumer lag"));
	}

	@Test
	void dimensions_areTheModels() {
		assertThat(int8.dimensions()).isEqualTo(384);
	}

	@Test
	void modelId_isTheModelsOwnAndLasting() {
		assertThat(int8.modelId()).matches("[0-9a-f]{16}").isNotEqualTo(fp32.modelId());
		OnnxEmbeddingModel again = OnnxEmbeddingModel.open(EmbeddingSettings.of(EmbeddingSettings.INT8),
				new SimpleMeterRegistry());
		assertThat(again.modelId()).isEqualTo(int8.modelId());
		again.close();
	}

	@Test
	void meters_countTextsByPurpose() {
		double before = texts("query") + texts("passage");
		int8.embed("a query");
		int8.embed(List.of("one", "two"), Purpose.PASSAGE);
		assertThat(texts("query") + texts("passage")).isEqualTo(before + 3);
		assertThat(meters.get("mahavishnu.embedding.runs").tag("purpose", "query").timer().count()).isPositive();
		assertThat(meters.get("mahavishnu.embedding.queue").tag("purpose", "query").gauge().value()).isZero();
	}

	@Test
	void embed_isRefused_afterClose() {
		OnnxEmbeddingModel closed = OnnxEmbeddingModel.open(EmbeddingSettings.of(EmbeddingSettings.INT8),
				new SimpleMeterRegistry());
		closed.embed("works");
		closed.close();
		closed.close();
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> closed.embed("too late"))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.MODEL_UNAVAILABLE));
	}

	@Test
	void close_unloadsWhatIsStillLoading_andEndsWhatRuns() throws Exception {
		OnnxEmbeddingModel loading = OnnxEmbeddingModel.open(EmbeddingSettings.of(EmbeddingSettings.INT8),
				new SimpleMeterRegistry());
		try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
			List<String> many = Collections.nCopies(500, "a text of some length, many times over");
			Future<List<float[]>> job = caller.submit(() -> loading.embed(many, Purpose.PASSAGE));
			loading.close();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(job::get)
				.withCauseInstanceOf(TraceProblem.class);
		}
		assertThat(loading.failure()).isPresent();
	}

	private static double texts(String purpose) {
		return meters.get("mahavishnu.embedding.texts").tag("purpose", purpose).counter().count();
	}

}
