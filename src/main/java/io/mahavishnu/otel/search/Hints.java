package io.mahavishnu.otel.search;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.SemanticHit;

/** Says in words why an answer is empty. */
final class Hints {

	/** The nearest trace need not have the nearest passage; among so many it will be. */
	static final int LOOKED_AT = 10;

	private final IndexProgress progress;

	Hints(IndexProgress progress) {
		this.progress = progress;
	}

	/** Why no trace passes a filter. */
	String forNoTrace(IndexSnapshot snapshot, TraceFilter filter) {
		return forEmpty(snapshot, filter, () -> "there is no such trace");
	}

	/**
	 * Why an answer is empty, the plainest reason first.
	 * @param otherwise the reason when there are traces and the filter lets some pass
	 */
	String forEmpty(IndexSnapshot snapshot, TraceFilter filter, Supplier<String> otherwise) {
		long lag = this.progress.lagChanges();
		if (snapshot.count(TraceFilter.ALL) == 0) {
			return (lag > 0) ? "nothing can be found yet: " + changes(lag) + " to be indexed"
					: "nothing is stored yet: send a trace to /api/traces";
		}
		String reason = (snapshot.count(filter) == 0) ? "the filter matches no trace" : otherwise.get();
		return (lag > 0) ? reason + "; " + changes(lag) + " to be indexed and cannot be found yet" : reason;
	}

	/** Why nothing is near enough to a question. */
	static String forThreshold(IndexSnapshot snapshot, float[] vector, TraceFilter filter, float threshold) {
		return forThreshold(snapshot.nearest(vector, filter, Ranker.SIMILARITY_MIN, Grouping.SHAPE, LOOKED_AT),
				threshold, "no trace has vectors yet: mode keyword finds traces by their words");
	}

	/**
	 * Why nothing is near enough.
	 * @param nearest what comes nearest, at least {@link #LOOKED_AT} of it
	 * @param otherwise the reason when there is nothing
	 */
	static String forThreshold(List<SemanticHit> nearest, float threshold, String otherwise) {
		return nearest.stream()
			.map(SemanticHit::similarity)
			.max(Comparator.naturalOrder())
			.map((best) -> "nothing is above the threshold " + threshold + ": the best was " + roundedDown(best)
					+ "; name a lower threshold to see it")
			.orElse(otherwise);
	}

	/** Why no words match. */
	static String forWords() {
		return "no trace says these words";
	}

	/** Why nothing is found although traces say the words. */
	static String forWordsTooFar(float threshold) {
		return "no trace that says these words is above the threshold " + threshold
				+ ": name a lower one, or leave it out to see also those that have no vectors";
	}

	private static String changes(long lag) {
		return (lag == 1) ? "1 change waits" : lag + " changes wait";
	}

	/** So that it is what it says when it is given as the threshold. */
	private static String roundedDown(float similarity) {
		return new BigDecimal(similarity).setScale(2, RoundingMode.FLOOR).toPlainString();
	}

}
