package io.mahavishnu.otel.lucene;

import java.util.List;
import java.util.function.Function;

import io.mahavishnu.otel.filter.Expression;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/**
 * Expressions as queries.
 *
 * @param <C> what a single condition is
 * @param everything matches whatever the conditions are on
 * @param condition a condition as a query
 */
record ExpressionQueries<C>(Query everything, Function<C, Query> condition) {

	Query of(Expression<C> expression) {
		return switch (expression) {
			case Expression.Single<C> single -> this.condition.apply(single.condition());
			case Expression.Every<C> every -> every(every.parts());
			case Expression.Any<C> any -> any(any.parts().stream().map(this::of).toList());
			case Expression.Not<C> not -> every(List.of(not));
		};
	}

	private Query every(List<Expression<C>> parts) {
		BooleanQuery.Builder query = new BooleanQuery.Builder();
		boolean positive = false;
		for (Expression<C> part : parts) {
			if (part instanceof Expression.Not<C> not) {
				query.add(of(not.part()), Occur.MUST_NOT);
			}
			else {
				query.add(of(part), Occur.FILTER);
				positive = true;
			}
		}
		if (parts.isEmpty()) {
			return this.everything;
		}
		return positive ? query.build() : query.add(this.everything, Occur.FILTER).build();
	}

	/** At least one matches. */
	static Query any(List<Query> queries) {
		BooleanQuery.Builder query = new BooleanQuery.Builder();
		queries.forEach((each) -> query.add(each, Occur.SHOULD));
		return query.build();
	}

	/** The first matches, and the other does not. */
	static Query butNot(Query query, Query excluded) {
		return new BooleanQuery.Builder().add(query, Occur.FILTER).add(excluded, Occur.MUST_NOT).build();
	}

}
