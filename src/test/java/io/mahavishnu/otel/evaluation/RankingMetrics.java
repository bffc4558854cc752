package io.mahavishnu.otel.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How good a ranking is, judged by its first {@value #K} results.
 *
 * @param ndcg normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002), with
 * the gain 2^grade - 1 (Burges and others, 2005) and the discount log2(rank + 1); 0 to 1
 * @param reciprocalRank 1 / the rank of the first relevant result, of any grade; 0 when
 * there is none
 * @param recall relevant results found / the most that {@value #K} results can hold: the
 * smaller of {@value #K} and the number of relevant traces (BEIR calls it capped recall);
 * 0 to 1
 */
public record RankingMetrics(double ndcg, double reciprocalRank, double recall) {

	/** How many results count. */
	public static final int K = 10;

	/**
	 * Judges one ranking.
	 * @param ranked the ids of the results, best first; those past {@value #K} are
	 * ignored, and an id that comes again counts once
	 * @param grades trace id → grade, 1 or more; not empty
	 */
	public static RankingMetrics of(List<String> ranked, Map<String, Integer> grades) {
		double gain = 0;
		double reciprocalRank = 0;
		Set<String> found = new HashSet<>();
		for (int rank = 1; rank <= Math.min(K, ranked.size()); rank++) {
			Integer grade = grades.get(ranked.get(rank - 1));
			if (grade != null && found.add(ranked.get(rank - 1))) {
				gain += discounted(grade, rank);
				reciprocalRank = Math.max(reciprocalRank, 1.0 / rank);
			}
		}
		return new RankingMetrics(gain / idealGain(grades.values()), reciprocalRank,
				(double) found.size() / Math.min(K, grades.size()));
	}

	/**
	 * The mean of each metric; every question counts alike.
	 * @param each at least one
	 */
	public static RankingMetrics mean(List<RankingMetrics> each) {
		return new RankingMetrics(mean(each, RankingMetrics::ndcg), mean(each, RankingMetrics::reciprocalRank),
				mean(each, RankingMetrics::recall));
	}

	private static double mean(List<RankingMetrics> each, ToDoubleFunction<RankingMetrics> metric) {
		return each.stream().mapToDouble(metric).average().orElseThrow();
	}

	private static double idealGain(Collection<Integer> grades) {
		List<Integer> best = grades.stream().sorted(Comparator.reverseOrder()).limit(K).toList();
		double gain = 0;
		for (int rank = 1; rank <= best.size(); rank++) {
			gain += discounted(best.get(rank - 1), rank);
		}
		return gain;
	}

	private static double discounted(int grade, int rank) {
		return (Math.pow(2, grade) - 1) / (Math.log(rank + 1.0) / Math.log(2));
	}

}
