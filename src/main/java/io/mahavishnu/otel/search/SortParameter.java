package io.mahavishnu.otel.search;

import java.util.Map;

import io.mahavishnu.otel.index.TraceOrder;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code sort}. */
final class SortParameter {

	/** The order of scores. */
	private static final String SCORE = "score";

	private static final Map<String, TraceOrder> ORDERS = Map.of("time", TraceOrder.NEWEST_FIRST, "time:asc",
			TraceOrder.OLDEST_FIRST, "duration", TraceOrder.LONGEST_FIRST, "duration:asc", TraceOrder.SHORTEST_FIRST);

	private static final String NAMES = "time, time:asc, duration or duration:asc";

	private SortParameter() {
	}

	/** The order of a search's results; null for that of their scores. */
	static @Nullable TraceOrder ofSearch(SearchRequest request) {
		String value = RequestParser.given(request.sort());
		if (value == null || value.equals(SCORE)) {
			return null;
		}
		TraceOrder order = ORDERS.get(value);
		if (order == null) {
			throw RequestParser.invalid("sort", "score, " + NAMES, value);
		}
		return order;
	}

	/** The order of a list, in which nothing has a score. */
	static TraceOrder ofList(SearchRequest request) {
		String value = RequestParser.given(request.sort());
		TraceOrder order = (value != null) ? ORDERS.get(value) : TraceOrder.NEWEST_FIRST;
		if (order == null) {
			throw RequestParser.invalid("sort", NAMES, value);
		}
		return order;
	}

}
