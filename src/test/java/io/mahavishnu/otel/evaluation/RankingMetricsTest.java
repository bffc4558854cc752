package io.mahavishnu.otel.evaluation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RankingMetricsTest {

	private static final Offset<Double> EXACTLY = Offset.offset(1e-6);

	@Test
	void of_isOneThroughout_whenTheRankingIsIdeal() {
		RankingMetrics metrics = RankingMetrics.of(List.of("a", "b", "x"), Map.of("a", 2, "b", 1));
		assertThat(metrics).isEqualTo(new RankingMetrics(1, 1, 1));
	}

	@Test
	void of_isZeroThroughout_whenNothingRelevantIsFound() {
		RankingMetrics metrics = RankingMetrics.of(List.of("x", "y"), Map.of("a", 2));
		assertThat(metrics).isEqualTo(new RankingMetrics(0, 0, 0));
	}

	@Test
	void of_discountsByTheRank_asComputedByHand() {
		RankingMetrics metrics = RankingMetrics.of(List.of("x", "a", "y", "b"), Map.of("a", 1, "b", 1, "c", 1));
		// (1/log2(3) + 1/log2(5)) / (1 + 1/log2(3) + 1/log2(4)) = 1.0616064 / 2.1309298
		assertThat(metrics.ndcg()).isCloseTo(0.4981892, EXACTLY);
		assertThat(metrics.reciprocalRank()).isEqualTo(0.5);
		assertThat(metrics.recall()).isCloseTo(2.0 / 3, EXACTLY);
	}

	@Test
	void of_gainsThreeForGradeTwo_andOneForGradeOne() {
		RankingMetrics metrics = RankingMetrics.of(List.of("related", "exact"), Map.of("exact", 2, "related", 1));
		// (1 + 3/log2(3)) / (3 + 1/log2(3)) = 2.8927893 / 3.6309298
		assertThat(metrics.ndcg()).isCloseTo(0.7967075, EXACTLY);
		assertThat(metrics.reciprocalRank()).isEqualTo(1);
	}

	@Test
	void of_ignoresWhatComesAfterTheTenth() {
		List<String> ranked = IntStream.rangeClosed(1, 11).mapToObj((i) -> (i == 11) ? "a" : "x" + i).toList();
		assertThat(RankingMetrics.of(ranked, Map.of("a", 1))).isEqualTo(new RankingMetrics(0, 0, 0));
	}

	@Test
	void of_countsAnIdOnce_whenItIsListedTwice() {
		RankingMetrics metrics = RankingMetrics.of(List.of("a", "a"), Map.of("a", 1, "b", 1));
		// 1 / (1 + 1/log2(3))
		assertThat(metrics.ndcg()).isCloseTo(0.6131472, EXACTLY);
		assertThat(metrics.recall()).isEqualTo(0.5);
	}

	@Test
	void recall_canReachOne_whenMoreTracesAreRelevantThanResultsAreShown() {
		Map<String, Integer> grades = IntStream.range(0, 50)
			.boxed()
			.collect(Collectors.toMap((i) -> "t" + i, (_) -> 2));
		List<String> ranked = IntStream.range(20, 30).mapToObj((i) -> "t" + i).toList();
		RankingMetrics metrics = RankingMetrics.of(ranked, grades);
		assertThat(metrics.recall()).isEqualTo(1);
		assertThat(metrics.ndcg()).isCloseTo(1, EXACTLY);
	}

	@Test
	void mean_countsEveryQuestionAlike() {
		RankingMetrics mean = RankingMetrics
			.mean(List.of(new RankingMetrics(1, 1, 0.5), new RankingMetrics(0.5, 0, 0)));
		assertThat(mean).isEqualTo(new RankingMetrics(0.75, 0.5, 0.25));
	}

}
