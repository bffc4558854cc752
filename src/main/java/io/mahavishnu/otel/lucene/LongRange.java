package io.mahavishnu.otel.lucene;

import io.mahavishnu.otel.filter.Operator;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Makes the query of the whole numbers between two, both inclusive. */
interface LongRange {

	Query between(long min, long max);

	/**
	 * The query of the numbers that compare with one as said.
	 * @param everything what has a number at all
	 */
	default Query compared(Operator operator, long value, Query everything) {
		return switch (operator) {
			case EQUAL -> between(value, value);
			case NOT_EQUAL -> ExpressionQueries.butNot(everything, between(value, value));
			case LESS -> (value == Long.MIN_VALUE) ? new MatchNoDocsQuery() : between(Long.MIN_VALUE, value - 1);
			case LESS_OR_EQUAL -> between(Long.MIN_VALUE, value);
			case GREATER -> (value == Long.MAX_VALUE) ? new MatchNoDocsQuery() : between(value + 1, Long.MAX_VALUE);
			case GREATER_OR_EQUAL -> between(value, Long.MAX_VALUE);
			case STARTS_WITH -> throw new IllegalArgumentException("no number starts with another");
		};
	}

}
