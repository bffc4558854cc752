package io.mahavishnu.otel.lucene;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.PassageScore;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Traces of several passages, more passages than are simply all compared: the graph finds
 * the nearest, and what it tells of the others decides which shapes are scored.
 */
class ShapeRecallTest {

	private static final int PASSAGES = NearestPassages.SCAN_MAX + 2_000;

	private static final int TRACES = 4_000;

	private static final int PASSAGES_PER_TRACE = 6;

	private static final int DIMENSION = 48;

	private static final int QUERIES = 30;

	/** The components of a vector are added in another order here than in the index. */
	private static final float ROUNDING = 1e-6f;

	private final VectorSource source = new VectorSource(DIMENSION, PASSAGES / 50, 0.8, 42);

	private final float[][] vectors = this.source.take(PASSAGES);

	/** The passages of each trace, by number. */
	private final int[][] said = new Random(7).ints(TRACES, 0, PASSAGES)
		.mapToObj((first) -> IntStream.range(0, PASSAGES_PER_TRACE).map((i) -> (first + 997 * i) % PASSAGES).toArray())
		.toArray(int[][]::new);

	@Test
	void nearest_findsTheBestTraces_andScoresThemExactly() {
		try (LuceneTraceIndex index = LuceneTraceIndex.open(TestSettings.inMemory())) {
			fill(index);
			try (IndexSnapshot snapshot = index.snapshot()) {
				int found = 0;
				for (float[] query : this.source.take(QUERIES)) {
					float[] scores = scores(query);
					List<SemanticHit> hits = snapshot.nearest(query, TraceFilter.ALL, -1, Grouping.NONE, 50);
					assertThat(hits).hasSize(50)
						.allSatisfy(
								(hit) -> assertThat(hit.score()).isCloseTo(scores[numberOf(hit)], within(ROUNDING)));
					found += (int) best(scores, 50)
						.filter((trace) -> hits.stream().anyMatch((hit) -> numberOf(hit) == trace))
						.count();
				}
				assertThat(found / (50.0 * QUERIES)).isGreaterThanOrEqualTo(0.98);
			}
		}
	}

	private void fill(LuceneTraceIndex index) {
		index.putPassages(IntStream.range(0, PASSAGES)
			.mapToObj((i) -> IndexedPassage.of(Passage.of("passage " + i), "", this.vectors[i]))
			.toList());
		index.putTraces(IntStream.range(0, TRACES)
			.mapToObj((i) -> SampleTrace.trace("t" + i)
				.says(Arrays.stream(this.said[i]).mapToObj((passage) -> "passage " + passage).toArray(String[]::new))
				.build())
			.toList());
		index.refresh();
	}

	private float[] scores(float[] query) {
		float[] scores = new float[TRACES];
		for (int i = 0; i < TRACES; i++) {
			scores[i] = PassageScore.of(Arrays.stream(this.said[i])
				.mapToObj((passage) -> new SemanticHit.Near(PassageId.of("passage " + passage),
						VectorUtil.dotProduct(query, this.vectors[passage])))
				.sorted(Comparator.comparing(SemanticHit.Near::similarity).reversed())
				.toList());
		}
		return scores;
	}

	private static Stream<Integer> best(float[] scores, int limit) {
		return IntStream.range(0, scores.length)
			.boxed()
			.sorted(Comparator.comparing((Integer trace) -> scores[trace]).reversed())
			.limit(limit);
	}

	private static int numberOf(SemanticHit hit) {
		return Integer.parseInt(hit.key().id().value().substring(1));
	}

}
