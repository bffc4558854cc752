package io.mahavishnu.otel.search;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.SemanticHit;

/** Says in words why an answer is empty. */
final class Hints {

	/** The nearest trace need not have the nearest passage; among so many it will be. */
	private static final int LOOKED_AT = 10;

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

	/** Why nothing is near enough. */
	String forThreshold(IndexSnapshot snapshot, float[] vector, TraceFilter filter, float threshold) {
		Optional<Float> best = snapshot.nearest(vector, filter, Ranker.SIMILARITY_MIN, Grouping.SHAPE, LOOKED_AT)
			.stream()
			.map(SemanticHit::similarity)
			.max(Comparator.naturalOrder());
		return best
			.map((similarity) -> "nothing is above the threshold " + number(threshold) + ": the best was "
					+ number(similarity) + "; name a lower threshold to see it")
			.orElse("no trace has vectors yet: mode keyword finds traces by their words");
	}

	/** Why no words match. */
	String forWords() {
		return "no trace says these words";
	}

	private static String changes(long lag) {
		return (lag == 1) ? "1 change waits" : lag + " changes wait";
	}

	private static String number(float value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

}
