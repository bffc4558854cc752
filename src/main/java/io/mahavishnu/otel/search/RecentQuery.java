package io.mahavishnu.otel.search;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.TraceOrder;
import org.jspecify.annotations.Nullable;

/**
 * The traces that pass a filter.
 *
 * @param limit the most traces of a page
 * @param filter which traces count
 * @param order their order
 * @param cursor where the page begins, or null for the first page
 */
public record RecentQuery(int limit, TraceFilter filter, TraceOrder order, @Nullable String cursor) {

	/** What all pages of one answer have in common. */
	RecentQuery identity() {
		return new RecentQuery(0, this.filter, this.order, null);
	}

}
