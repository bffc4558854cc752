package io.mahavishnu.otel.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class PassageEmbedderTest {

	private static final int CHUNK = 10;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final InMemoryVectorStore store = new InMemoryVectorStore();

	private OnnxEmbeddingModel model;

	@BeforeEach
	void open() {
		this.model = OnnxEmbeddingModel.open(settings(1000), this.meters);
	}

	@AfterEach
	void close() {
		this.model.close();
	}

	@Test
	void vectors_areComputedOnce_andThenComeFromMemory() {
		PassageEmbedder embedder = embedder(1000);
		List<Passage> passages = passages(25);
		Map<PassageId, float[]> first = embedder.vectors(passages);
		assertThat(first.keySet()).containsExactlyInAnyOrderElementsOf(passages.stream().map(Passage::id).toList());
		assertThat(embedder.vectors(passages)).usingRecursiveComparison().isEqualTo(first);
		assertThat(computed()).isEqualTo(25);
		assertThat(lookups("computed")).isEqualTo(25);
		assertThat(lookups("hit")).isEqualTo(25);
		assertThat(this.store.finds).hasValue(1);
	}

	@Test
	void vectors_areEachTheirOwnPassages() {
		Map<PassageId, float[]> vectors = embedder(1000).vectors(passages(25));
		for (Passage passage : passages(25)) {
			assertThat(vectors.get(passage.id())).isEqualTo(this.model.embed(passage.text()));
		}
	}

	@Test
	void vectors_comeFromTheStore_afterARestart() {
		List<Passage> passages = passages(25);
		Map<PassageId, float[]> first = embedder(1000).vectors(passages);
		assertThat(embedder(1000).vectors(passages)).usingRecursiveComparison().isEqualTo(first);
		assertThat(computed()).isEqualTo(25);
		assertThat(lookups("stored")).isEqualTo(25);
	}

	@Test
	void vectors_becomeDurableInChunks_alongTheWay() {
		embedder(1000).vectors(passages(25));
		assertThat(this.store.putSizes).containsExactly(10, 10, 5);
		assertThat(this.store.count(this.model.modelId())).isEqualTo(25);
	}

	@Test
	void vectors_needNoMemory() {
		PassageEmbedder embedder = embedder(0);
		embedder.vectors(passages(5));
		embedder.vectors(passages(5));
		assertThat(computed()).isEqualTo(5);
		assertThat(lookups("hit")).isZero();
		assertThat(lookups("stored")).isEqualTo(5);
	}

	@Test
	void vectors_takeNoneAndDuplicates() {
		PassageEmbedder embedder = embedder(1000);
		assertThat(embedder.vectors(List.of())).isEmpty();
		assertThat(this.store.finds).hasValue(0);
		assertThat(embedder.vectors(List.of(Passage.of("same"), Passage.of("same")))).hasSize(1);
		assertThat(computed()).isEqualTo(1);
	}

	@Test
	void vectors_areComputedOnce_forCallersAtTheSameTime() throws Exception {
		PassageEmbedder embedder = embedder(0);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Map<PassageId, float[]>>> calls = new ArrayList<>();
			for (int caller = 0; caller < 8; caller++) {
				List<Passage> some = passages(60).subList(caller * 5, caller * 5 + 20);
				calls.add(() -> embedder.vectors(some));
			}
			for (Future<Map<PassageId, float[]>> answer : callers.invokeAll(calls)) {
				assertThat(answer.get()).hasSize(20).doesNotContainValue(null);
			}
		}
		assertThat(computed()).isEqualTo(55);
	}

	@Test
	void vectors_areLookedForAgain_afterTheStoreFailed() {
		PassageEmbedder embedder = embedder(1000);
		this.store.broken = true;
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> embedder.vectors(passages(3)))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));
		this.store.broken = false;
		assertThat(embedder.vectors(passages(3))).hasSize(3);
	}

	@Test
	void forget_emptiesTheMemory_ofThosePassages() {
		PassageEmbedder embedder = embedder(1000);
		embedder.vectors(passages(3));
		this.store.remove(List.of(passages(1).getFirst().id()));
		embedder.forget(List.of(passages(1).getFirst().id()));
		embedder.vectors(passages(3));
		assertThat(computed()).isEqualTo(4);
		assertThat(lookups("hit")).isEqualTo(2);
	}

	@Test
	void embedQuery_isComputedOnce_andNotStored() {
		PassageEmbedder embedder = embedder(1000);
		assertThat(embedder.embedQuery("card refused")).isEqualTo(embedder.embedQuery("card refused")).hasSize(384);
		assertThat(this.meters.get("mahavishnu.embedding.texts").tag("purpose", "query").counter().count())
			.isEqualTo(1);
		assertThat(this.meters.get("mahavishnu.embedding.cache")
			.tags("purpose", "query", "result", "hit")
			.counter()
			.count()).isEqualTo(1);
		assertThat(this.store.count(embedder.modelId())).isZero();
	}

	@Test
	void embedQuery_overtakesALongJobInTheBackground() throws Exception {
		PassageEmbedder embedder = embedder(1000);
		List<Passage> job = IntStream.range(0, 200)
			.mapToObj((i) -> Passage.of("passage " + i + " says a lot ".repeat(40)))
			.toList();
		try (ExecutorService background = Executors.newSingleThreadExecutor()) {
			Future<Map<PassageId, float[]>> vectors = background.submit(() -> embedder.vectors(job));
			await().until(() -> !this.store.putSizes.isEmpty());
			embedder.embedQuery("who waits for me?");
			assertThat(vectors).isNotDone();
			assertThat(vectors.get()).hasSize(200);
		}
	}

	private PassageEmbedder embedder(int cacheSize) {
		return new PassageEmbedder(this.model, this.store, settings(cacheSize), this.meters);
	}

	private static EmbeddingProperties settings(int cacheSize) {
		return new EmbeddingProperties(EmbeddingSettings.INT8, cacheSize,
				EmbeddingSettings.runs(1, CHUNK, Pooling.MEAN, ""));
	}

	private static List<Passage> passages(int count) {
		return IntStream.range(0, count).mapToObj((i) -> Passage.of("passage number " + i)).toList();
	}

	private double computed() {
		return this.meters.get("mahavishnu.embedding.texts").tag("purpose", "passage").counter().count();
	}

	private double lookups(String result) {
		return this.meters.get("mahavishnu.embedding.cache")
			.tags("purpose", "passage", "result", result)
			.counter()
			.count();
	}

}
