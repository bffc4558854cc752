package io.mahavishnu.otel.search;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Traces like a given one, by meaning.
 *
 * @param traceId the trace; not itself among the results
 * @param limit the most results of a page
 * @param threshold the least cosine of a hit's best passage, or null for none
 * @param filter which traces count
 * @param grouping whether results are traces, or one trace of each other shape
 * @param cursor where the page begins, or null for the first page
 */
public record SimilarQuery(TraceId traceId, int limit, @Nullable Float threshold, TraceFilter filter, Grouping grouping,
		@Nullable String cursor) {

	public SimilarQuery withLimit(int value) {
		return new SimilarQuery(this.traceId, value, this.threshold, this.filter, this.grouping, this.cursor);
	}

	/** What all pages of one answer have in common. */
	SimilarQuery identity() {
		return new SimilarQuery(this.traceId, 0, this.threshold, this.filter, this.grouping, null);
	}

}
