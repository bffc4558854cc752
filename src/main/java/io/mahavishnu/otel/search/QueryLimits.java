package io.mahavishnu.otel.search;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * What queries may ask for.
 *
 * @param limitMax the most results of a page
 * @param queryLengthMax characters of a query
 */
record QueryLimits(int limitMax, int queryLengthMax) {

	void check(SearchQuery query) {
		int length = query.text().codePointCount(0, query.text().length());
		if (query.text().isBlank()) {
			throw TraceProblem.invalidRequest("query is empty: say in words what you look for");
		}
		if (length > this.queryLengthMax) {
			throw TraceProblem.invalidRequest("query " + Excerpt.quoted(query.text()) + " has " + length
					+ " characters but may have " + this.queryLengthMax + ": shorten it");
		}
		check(query.limit());
		check(query.threshold());
	}

	void check(SimilarQuery query) {
		check(query.limit());
		check(query.threshold());
	}

	void check(RecentQuery query) {
		check(query.limit());
	}

	private void check(int limit) {
		if (limit < 1 || limit > this.limitMax) {
			throw TraceProblem.invalidRequest("limit must be 1 to " + this.limitMax + " but is " + limit);
		}
	}

	private static void check(@Nullable Float threshold) {
		if (threshold != null && !(threshold >= -1 && threshold <= 1)) {
			throw TraceProblem.invalidRequest("threshold must be -1 to 1 but is " + threshold);
		}
	}

}
