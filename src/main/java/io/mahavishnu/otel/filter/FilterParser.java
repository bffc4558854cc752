package io.mahavishnu.otel.filter;

import java.util.List;

import io.mahavishnu.otel.problem.TraceProblem;

/**
 * Reads filters as people write them, such as {@code { name = "POST /cart" &&
 * .http.response.status_code >= 500 } && trace:duration > 2s}: a small part of TraceQL,
 * the language of Grafana Tempo. The whole grammar stands in {@code docs/search.md}.
 * Thread-safe.
 */
public final class FilterParser {

	private final FilterProperties limits;

	public FilterParser(FilterProperties limits) {
		this.limits = limits;
	}

	/**
	 * The filter that a text says; every trace passes an empty one.
	 * @throws TraceProblem {@code INVALID_REQUEST} that names the place and the remedy
	 */
	public TraceFilter parse(String text) {
		if (text.length() > this.limits.lengthMax()) {
			throw FilterProblem.at(this.limits.lengthMax(), "a filter may have " + this.limits.lengthMax()
					+ " characters but this has " + text.length() + ": shorten it");
		}
		return new FilterDescent(FilterTokens.of(text), this.limits.depthMax()).filter();
	}

	/**
	 * The traces that pass all of some filters.
	 * @throws TraceProblem {@code INVALID_REQUEST} when there are too many conditions
	 */
	public TraceFilter allOf(List<TraceFilter> filters) {
		TraceFilter all = new TraceFilter(Expression.every(filters.stream().map(TraceFilter::expression).toList()));
		int conditions = all.conditionCount();
		if (conditions > this.limits.conditionsMax()) {
			throw TraceProblem.invalidRequest("a filter may have " + this.limits.conditionsMax()
					+ " conditions, attributes counted, but this has " + conditions + ": leave some out");
		}
		return all;
	}

}
