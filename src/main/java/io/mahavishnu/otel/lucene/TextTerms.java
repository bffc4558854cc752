package io.mahavishnu.otel.lucene;

import io.mahavishnu.otel.filter.Operator;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a field that stand for texts: those between two bounds, each text behind
 * the same beginning. Terms are ordered by their bytes in UTF-8, and so by code point.
 *
 * @param field the field
 * @param before what stands before every text
 * @param end what comes after all of the terms, or null when nothing does
 */
record TextTerms(String field, String before, @Nullable String end) {

	/** The terms of a field whose terms are texts and nothing else. */
	static TextTerms of(String field) {
		return new TextTerms(field, "", null);
	}

	/** All of them. */
	Query any() {
		return new TermRangeQuery(this.field, new BytesRef(this.before), bytes(this.end), true, false);
	}

	/**
	 * The query of the texts that compare with one as said.
	 * @param present what has a text at all
	 */
	Query compared(Operator operator, String text, Query present) {
		String term = this.before + text;
		return switch (operator) {
			case EQUAL -> equal(text);
			case NOT_EQUAL -> ExpressionQueries.butNot(present, equal(text));
			case STARTS_WITH -> new PrefixQuery(new Term(this.field, term));
			case LESS -> range(this.before, term, true, false);
			case LESS_OR_EQUAL -> range(this.before, term, true, true);
			case GREATER -> range(term, this.end, false, false);
			case GREATER_OR_EQUAL -> range(term, this.end, true, false);
		};
	}

	private Query equal(String text) {
		return new TermQuery(new Term(this.field, this.before + TermText.of(text)));
	}

	private Query range(String from, @Nullable String to, boolean withFrom, boolean withTo) {
		return new TermRangeQuery(this.field, new BytesRef(from), bytes(to), withFrom, withTo);
	}

	private static @Nullable BytesRef bytes(@Nullable String term) {
		return (term != null) ? new BytesRef(term) : null;
	}

}
