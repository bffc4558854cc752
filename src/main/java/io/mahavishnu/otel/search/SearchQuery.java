package io.mahavishnu.otel.search;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.TraceOrder;
import org.jspecify.annotations.Nullable;

/**
 * A question in words, and what its answer may hold.
 *
 * @param text the question
 * @param limit the most results of a page
 * @param mode what traces are found by
 * @param threshold the least cosine of a hit's best passage, or null for the mode's own
 * @param filter which traces count
 * @param grouping whether results are traces or shapes
 * @param order the order of the best results, or null for that of their scores
 * @param cursor where the page begins, or null for the first page
 */
public record SearchQuery(String text, int limit, SearchMode mode, @Nullable Float threshold, TraceFilter filter,
		Grouping grouping, @Nullable TraceOrder order, @Nullable String cursor) {

	/** How many results a page has when nothing is said. */
	public static final int LIMIT_DEFAULT = 10;

	/** A question with everything else at its default: the ten best traces, by both. */
	public static SearchQuery of(String text) {
		return new SearchQuery(text, LIMIT_DEFAULT, SearchMode.HYBRID, null, TraceFilter.ALL, Grouping.NONE, null,
				null);
	}

	public SearchQuery withLimit(int value) {
		return new SearchQuery(this.text, value, this.mode, this.threshold, this.filter, this.grouping, this.order,
				this.cursor);
	}

	public SearchQuery withMode(SearchMode value) {
		return new SearchQuery(this.text, this.limit, value, this.threshold, this.filter, this.grouping, this.order,
				this.cursor);
	}

	public SearchQuery withThreshold(@Nullable Float value) {
		return new SearchQuery(this.text, this.limit, this.mode, value, this.filter, this.grouping, this.order,
				this.cursor);
	}

	public SearchQuery withFilter(TraceFilter value) {
		return new SearchQuery(this.text, this.limit, this.mode, this.threshold, value, this.grouping, this.order,
				this.cursor);
	}

	public SearchQuery withGrouping(Grouping value) {
		return new SearchQuery(this.text, this.limit, this.mode, this.threshold, this.filter, value, this.order,
				this.cursor);
	}

	public SearchQuery withOrder(@Nullable TraceOrder value) {
		return new SearchQuery(this.text, this.limit, this.mode, this.threshold, this.filter, this.grouping, value,
				this.cursor);
	}

	public SearchQuery withCursor(@Nullable String value) {
		return new SearchQuery(this.text, this.limit, this.mode, this.threshold, this.filter, this.grouping, this.order,
				value);
	}

	/** What all pages of one answer have in common. */
	SearchQuery identity() {
		return withLimit(0).withCursor(null);
	}

}
