package io.mahavishnu.otel.lucene;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mahavishnu.otel.filter.FilterEvaluator;
import io.mahavishnu.otel.filter.Filters;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.HitLimit;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.IndexedTrace;
import io.mahavishnu.otel.index.PassageScore;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retrieval over random data against brute force, and its two ways against each other.
 */
class RetrievalTest {

	private static final int DIMENSION = 32;

	private static final int PASSAGES = 3_000;

	private static final int SHAPES = 800;

	private static final int TRACES = 1_600;

	private final Random random = new Random(42);

	private final Map<PassageId, float[]> vectors = new HashMap<>();

	private final List<IndexedTrace> traces = new ArrayList<>();

	private final List<String> texts = IntStream.range(0, PASSAGES).mapToObj((i) -> "passage " + i).toList();

	RetrievalTest() {
		for (String text : this.texts) {
			this.vectors.put(PassageId.of(text), unit());
		}
		List<String[]> shapes = IntStream.range(0, SHAPES).mapToObj((i) -> said()).toList();
		for (int i = 0; i < TRACES; i++) {
			this.traces.add(SampleTrace.trace("t" + i)
				.says(shapes.get(this.random.nextInt(SHAPES)))
				.startMillis(this.random.nextInt(500))
				.span("service-" + this.random.nextInt(20), "op",
						Attributes.of(Map.of("n", new AttributeValue.LongValue(this.random.nextInt(TRACES)))))
				.build());
		}
		Collections.shuffle(this.traces, this.random);
	}

	private String[] said() {
		Set<String> said = new LinkedHashSet<>();
		int count = 1 + this.random.nextInt(12);
		while (said.size() < count) {
			said.add(this.texts.get(this.random.nextInt(PASSAGES)));
		}
		return said.toArray(String[]::new);
	}

	private float[] unit() {
		float[] vector = new float[DIMENSION];
		double square = 0;
		for (int i = 0; i < DIMENSION; i++) {
			vector[i] = (float) this.random.nextGaussian();
			square += vector[i] * vector[i];
		}
		for (int i = 0; i < DIMENSION; i++) {
			vector[i] /= (float) Math.sqrt(square);
		}
		return vector;
	}

	/** A vector whose first component is -1/2. */
	private float[] away() {
		float[] vector = unit();
		vector[0] = 0;
		float rest = (float) Math.sqrt(0.75 / VectorUtil.dotProduct(vector, vector));
		for (int i = 0; i < DIMENSION; i++) {
			vector[i] *= rest;
		}
		vector[0] = -0.5f;
		return vector;
	}

	private LuceneTraceIndex filled(LuceneProperties settings) {
		return filled(settings, (passage) -> IndexedPassage.of(passage, "", this.vectors.get(passage.id())));
	}

	private LuceneTraceIndex filled(LuceneProperties settings, Function<Passage, IndexedPassage> indexed) {
		LuceneTraceIndex index = LuceneTraceIndex.open(settings);
		List<IndexedPassage> passages = this.texts.stream().map(Passage::of).map(indexed).toList();
		for (int i = 0; i < 4; i++) {
			index.putPassages(passages.subList(i * PASSAGES / 4, (i + 1) * PASSAGES / 4));
			index.putTraces(this.traces.subList(i * TRACES / 4, (i + 1) * TRACES / 4));
			index.refresh();
		}
		return index;
	}

	private static TraceFilter service(String service) {
		return Filters.filter("{ service = \"" + service + "\" }");
	}

	/** The first of some hits, until one is of one shape too many. */
	private static List<SemanticHit> ofFewShapes(List<SemanticHit> hits, int shapesMax) {
		Set<ShapeId> shapes = new HashSet<>();
		return hits.stream().takeWhile((hit) -> {
			shapes.add(hit.key().shape());
			return shapes.size() <= shapesMax;
		}).toList();
	}

	private List<TraceKey> bruteForce(float[] query, TraceFilter filter, int limit) {
		Map<TraceKey, Float> scores = new HashMap<>();
		for (IndexedTrace trace : this.traces) {
			if (FilterEvaluator.passes(trace.trace(), filter)) {
				List<SemanticHit.Near> near = trace.text()
					.passages()
					.stream()
					.map((passage) -> new SemanticHit.Near(passage.id(), cosine(query, passage.id())))
					.sorted(Comparator.comparing(SemanticHit.Near::similarity).reversed())
					.toList();
				scores.put(new TraceKey(trace.trace().id(), trace.text().shape(), trace.trace().startEpochNanos()),
						PassageScore.of(near));
			}
		}
		return scores.entrySet()
			.stream()
			.sorted(Map.Entry.<TraceKey, Float>comparingByValue()
				.reversed()
				.thenComparing(Map.Entry::getKey, TraceKey.NEWEST_FIRST))
			.limit(limit)
			.map(Map.Entry::getKey)
			.toList();
	}

	private float cosine(float[] query, PassageId passage) {
		float[] vector = this.vectors.getOrDefault(passage, new float[DIMENSION]);
		return VectorUtil.dotProduct(query, vector);
	}

	private static List<TraceKey> keys(List<SemanticHit> hits) {
		return hits.stream().map(SemanticHit::key).toList();
	}

	@ParameterizedTest
	@EnumSource(LuceneProperties.VectorEncoding.class)
	void nearest_recallsWhatBruteForceFinds(LuceneProperties.VectorEncoding encoding) {
		LuceneProperties settings = TestSettings.inMemory(0, encoding);
		int found = 0;
		int wanted = 0;
		try (LuceneTraceIndex index = filled(settings); IndexSnapshot snapshot = index.snapshot()) {
			for (int i = 0; i < 50; i++) {
				float[] query = unit();
				List<TraceKey> truth = bruteForce(query, TraceFilter.ALL, 10);
				List<TraceKey> hits = keys(snapshot.nearest(query, TraceFilter.ALL, -1, Grouping.NONE, 10));
				wanted += truth.size();
				found += (int) truth.stream().filter(hits::contains).count();
			}
		}
		assertThat((double) found / wanted).isGreaterThanOrEqualTo(0.98);
	}

	/** From one trace in two to one in a thousand. */
	private static List<TraceFilter> filters(int number) {
		return Stream
			.of("{ service = \"service-" + number + "\" }", "{ .n >= 800 }", "!{ .n > 160 }",
					"{ .n < 16 } && trace:duration >= 1ms", "{ .n = " + number * 100 + " } || { .n ^= \"77\" }",
					"{ service != \"service-" + number + "\" && (.n < 10 || .n = 1000) }",
					"trace:start < \"1970-01-01T00:00:00.001Z\" && !{ service = \"service-1\" }")
			.map(Filters::filter)
			.toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 100 })
	void nearest_givesTheSameAnswer_fromThePassagesAndFromTheFilter(int limit) {
		try (LuceneTraceIndex byPassages = filled(TestSettings.inMemory(0));
				LuceneTraceIndex byFilter = filled(TestSettings.inMemory(1_000_000));
				IndexSnapshot one = byPassages.snapshot();
				IndexSnapshot other = byFilter.snapshot()) {
			for (int i = 0; i < 5; i++) {
				float[] query = unit();
				for (TraceFilter filter : filters(i)) {
					for (Grouping grouping : Grouping.values()) {
						List<SemanticHit> exact = other.nearest(query, filter, 0.1f, grouping, limit);
						assertThat(one.nearest(query, filter, 0.1f, grouping, limit)).isEqualTo(exact);
						HitLimit fewShapes = new HitLimit(limit, 1 + limit / 3);
						assertThat(one.nearest(query, filter, 0.1f, grouping, fewShapes))
							.isEqualTo(ofFewShapes(exact, fewShapes.shapes()))
							.isEqualTo(other.nearest(query, filter, 0.1f, grouping, fewShapes));
					}
					assertThat(keys(other.nearest(query, filter, -1, Grouping.NONE, limit)))
						.isEqualTo(bruteForce(query, filter, limit));
				}
			}
		}
	}

	@Test
	void nearest_givesTheSameAnswer_whereSomePassagesHaveNoVector() {
		Function<Passage, IndexedPassage> indexed = (passage) -> (passage.id().low() % 3 == 0)
				? new IndexedPassage(passage, Map.of())
				: IndexedPassage.of(passage, "", this.vectors.get(passage.id()));
		try (LuceneTraceIndex byPassages = filled(TestSettings.inMemory(0), indexed);
				LuceneTraceIndex byFilter = filled(TestSettings.inMemory(1_000_000), indexed);
				IndexSnapshot one = byPassages.snapshot();
				IndexSnapshot other = byFilter.snapshot()) {
			for (int i = 0; i < 20; i++) {
				float[] query = unit();
				assertThat(one.nearest(query, TraceFilter.ALL, -1, Grouping.NONE, 20))
					.isEqualTo(other.nearest(query, Filters.filter("{ .n >= 0 }"), -1, Grouping.NONE, 20));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1_000_000 })
	void nearest_agreesWithSimilarities(int selectiveTracesMax) {
		try (LuceneTraceIndex index = filled(TestSettings.inMemory(selectiveTracesMax));
				IndexSnapshot snapshot = index.snapshot()) {
			float[] query = unit();
			List<SemanticHit> hits = snapshot.nearest(query, service("service-3"), -1, Grouping.NONE, 25);
			List<TraceKey> keys = hits.stream().map(SemanticHit::key).toList();
			assertThat(hits).hasSize(25);
			assertThat(snapshot.similarities(query, keys).values()).containsExactlyInAnyOrderElementsOf(hits);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 50 })
	void nearest_findsWhatIsInManyShapes_bestFirst(int limit) {
		LuceneProperties.Index base = TestSettings.index(0);
		LuceneProperties settings = new LuceneProperties(LuceneProperties.MEMORY,
				new LuceneProperties.Index(base.ramBufferSize(), base.graphSizeMax(), base.smallSegmentsSize(),
						base.snapshotTtl(), base.snapshotsMax(), base.vectorEncoding(), base.kMax(),
						base.comparedPassagesMax(), 60, base.selectiveTracesMax(), base.contentMax()));
		float[] near = new float[DIMENSION];
		near[0] = 1;
		float[] second = new float[DIMENSION];
		second[0] = 0.8f;
		second[1] = 0.6f;
		try (LuceneTraceIndex index = LuceneTraceIndex.open(settings)) {
			index.putPassages(List.of(IndexedPassage.of(Passage.of("popular"), "", near),
					IndexedPassage.of(Passage.of("second"), "", second)));
			index.putPassages(IntStream.range(0, 1_000)
				.mapToObj((i) -> IndexedPassage.of(Passage.of("own " + i), "", away()))
				.toList());
			index.putTraces(IntStream.range(0, 1_000)
				.mapToObj((i) -> SampleTrace.trace("t" + i)
					.says((i % 20 == 0) ? new String[] { "popular", "second", "own " + i }
							: new String[] { "popular", "own " + i })
					.build())
				.toList());
			index.refresh();
			try (IndexSnapshot snapshot = index.snapshot()) {
				List<SemanticHit> hits = snapshot.nearest(near, TraceFilter.ALL, -1, Grouping.NONE, limit);
				assertThat(hits).hasSize(limit)
					.allSatisfy((hit) -> assertThat(hit.best()).extracting(SemanticHit.Near::passage)
						.contains(PassageId.of("second")));
			}
		}
	}

	@Test
	void nearest_answersTheSame_howeverTheTracesCame() {
		float[] query = unit();
		List<List<SemanticHit>> answers = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Collections.shuffle(this.traces, this.random);
			try (LuceneTraceIndex index = filled(TestSettings.inMemory()); IndexSnapshot snapshot = index.snapshot()) {
				answers.add(snapshot.nearest(query, TraceFilter.ALL, -1, Grouping.NONE, 100));
			}
		}
		assertThat(answers.getFirst()).isEqualTo(answers.getLast()).hasSize(100);
	}

}
