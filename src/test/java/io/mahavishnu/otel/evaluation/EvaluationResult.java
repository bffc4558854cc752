package io.mahavishnu.otel.evaluation;

import java.util.List;

/**
 * What one mode of search achieved on one set.
 *
 * @param set the name of the set
 * @param mode how was searched
 * @param metrics the means over the questions
 * @param p50Millis the median time of a search over HTTP, in milliseconds
 * @param p99Millis the 99th percentile of the same, by nearest rank
 * @param questions each question with its own figures, in the set's order
 */
public record EvaluationResult(String set, SearchMode mode, RankingMetrics metrics, double p50Millis, double p99Millis,
		List<Question> questions) {

	/** Copies. */
	public EvaluationResult {
		questions = List.copyOf(questions);
	}

	/**
	 * Sums up the questions.
	 * @param questions at least one
	 */
	static EvaluationResult of(String set, SearchMode mode, List<Question> questions) {
		List<Long> nanos = questions.stream().map(Question::durationNanos).sorted().toList();
		return new EvaluationResult(set, mode, RankingMetrics.mean(questions.stream().map(Question::metrics).toList()),
				percentile(nanos, 0.50), percentile(nanos, 0.99), questions);
	}

	private static double percentile(List<Long> sortedNanos, double share) {
		int rank = (int) Math.ceil(share * sortedNanos.size());
		return sortedNanos.get(rank - 1) / 1e6;
	}

	/**
	 * One question's figures.
	 *
	 * @param query the question
	 * @param metrics how good the answer was
	 * @param durationNanos how long it took, over HTTP
	 */
	public record Question(String query, RankingMetrics metrics, long durationNanos) {
	}

}
