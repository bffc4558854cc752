package io.mahavishnu.otel.filter;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;

/** What is wrong with a filter's text, where, and what to write instead. */
final class FilterProblem {

	private FilterProblem() {
	}

	/**
	 * A problem at a place of the text.
	 * @param at the place, from 0 on
	 * @param detail what is wrong and the remedy
	 */
	static TraceProblem at(int at, String detail) {
		return TraceProblem.invalidRequest("filter, character " + (at + 1) + ": " + detail);
	}

	/** Something else was expected. */
	static TraceProblem expected(String expected, FilterTokens.Token found) {
		String shown = (found.kind() == FilterTokens.Kind.END) ? "the end" : Excerpt.quoted(found.text());
		return at(found.at(), "expected " + expected + " but found " + shown);
	}

}
