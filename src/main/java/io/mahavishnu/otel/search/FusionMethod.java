package io.mahavishnu.otel.search;

import java.util.Collection;
import java.util.List;

import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SemanticHit;

/**
 * How a trace's semantic and keyword scores become one. A method is fitted to the
 * candidates of a query once and then scores each of them: what it learns (ranges,
 * weights) is of the query, so that it can tell when one side has nothing to say.
 */
public enum FusionMethod {

	/**
	 * Both scores are scaled to 0..1 over their candidates, and the keyword half is
	 * weighted by the best coverage of the query's IDF: words weigh little where the
	 * words of people and the words of code do not meet.
	 */
	SCALED {

		@Override
		Formula fit(Candidates candidates) {
			Scale semantic = Scale.overCosines(candidates.nearest());
			Scale keyword = Scale.overBm25(candidates.matching(), candidates.depth());
			double weight = bestCoverage(candidates.keywordHits());
			return (near, match) -> {
				double meaning = (near != null) ? semantic.of(near.score()) : 0;
				double words = (match != null) ? keyword.of(match.score()) : 0;
				return (meaning + weight * words) / (1 + weight);
			};
		}

	},

	/**
	 * The semantic score as it is, plus a fixed share of the coverage of the query's IDF
	 * by the trace's words.
	 */
	COVERAGE {

		private static final double WEIGHT = 0.3;

		@Override
		Formula fit(Candidates candidates) {
			return (near, match) -> {
				double meaning = (near != null) ? near.score() : 0;
				double words = (match != null) ? match.coverage() : 0;
				return (meaning + WEIGHT * words) / (1 + WEIGHT);
			};
		}

	};

	abstract Formula fit(Candidates candidates);

	private static double bestCoverage(Collection<KeywordHit> hits) {
		return hits.stream().mapToDouble(KeywordHit::coverage).max().orElse(0);
	}

	/**
	 * A linear map of scores to 0..1, cut off at both ends.
	 *
	 * @param least what becomes 0
	 * @param greatest what becomes 1
	 */
	private record Scale(double least, double greatest) {

		/**
		 * Cosines that lie closer together than this say the same: a list of a hundred
		 * traces of one shape must not make all others look worthless.
		 */
		private static final double COSINE_SPREAD_MIN = 0.1;

		static Scale overCosines(List<SemanticHit> best) {
			if (best.isEmpty()) {
				return new Scale(0, 1);
			}
			double greatest = best.getFirst().score();
			return new Scale(Math.min(best.getLast().score(), greatest - COSINE_SPREAD_MIN), greatest);
		}

		/** A list that is not full ends at 0: the next trace says none of the words. */
		static Scale overBm25(List<KeywordHit> best, int depth) {
			if (best.isEmpty()) {
				return new Scale(0, 1);
			}
			double greatest = best.getFirst().score();
			double last = (best.size() < depth) ? 0 : best.getLast().score();
			return new Scale((last < greatest) ? last : 0, greatest);
		}

		double of(double score) {
			return Math.clamp((score - this.least) / (this.greatest - this.least), 0, 1);
		}

	}

}
