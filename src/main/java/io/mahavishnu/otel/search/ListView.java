package io.mahavishnu.otel.search;

import java.util.List;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOrder;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list to be answered.
 *
 * @param snapshot what it sees
 * @param after the last trace of the page before, or null for the first page
 * @param limit the most traces of the page
 * @param identity what all pages of the answer have in common
 */
record ListView(IndexSnapshot snapshot, @Nullable TraceKey after, int limit, Record identity) {

	/** Whether this is the first page. */
	boolean isFirst() {
		return this.after == null;
	}

	/** The page of the traces that pass a filter, in an order. */
	Pages.Page<TraceKey> of(TraceFilter filter, TraceOrder order) {
		List<TraceKey> found = this.snapshot.list(filter, order, this.after, this.limit + 1);
		if (found.size() <= this.limit) {
			return new Pages.Page<>(found, null, false);
		}
		List<TraceKey> results = found.subList(0, this.limit);
		Place next = new Place.InList(results.getLast().id());
		return new Pages.Page<>(results, Cursor.write(this.snapshot.token(), next, this.identity), false);
	}

}
