package io.mahavishnu.otel.lucene;

import io.mahavishnu.otel.index.TraceFilter;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.search.join.ScoreMode;
import org.apache.lucene.search.join.ToParentBlockJoinQuery;

/**
 * Filters as Lucene queries that match traces, never their spans. Thread-safe; keeps for
 * each segment which documents are traces.
 */
final class FilterQueries {

	private final BitSetProducer traces = new QueryBitSetProducer(new TermQuery(TraceDocuments.IS_TRACE));

	Query of(TraceFilter filter) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		if (filter.systemId() != null) {
			all.add(term(TraceDocuments.SYSTEM, TermText.of(filter.systemId())), BooleanClause.Occur.FILTER);
		}
		addOutcome(all, filter.outcome());
		addRange(all, TraceDocuments.START, filter.fromEpochNanos(), filter.toEpochNanos());
		addRange(all, TraceDocuments.DURATION, filter.minDurationNanos(), filter.maxDurationNanos());
		if (filter.hasSpanConditions()) {
			all.add(new ToParentBlockJoinQuery(onOneSpan(filter), this.traces, ScoreMode.None),
					BooleanClause.Occur.FILTER);
		}
		BooleanQuery query = all.build();
		return query.clauses().isEmpty() ? new TermQuery(TraceDocuments.IS_TRACE) : query;
	}

	/** Both must hold; the first one's score counts. */
	static Query both(Query scoring, Query filter) {
		return new BooleanQuery.Builder().add(scoring, BooleanClause.Occur.MUST)
			.add(filter, BooleanClause.Occur.FILTER)
			.build();
	}

	private static Query onOneSpan(TraceFilter filter) {
		BooleanQuery.Builder span = new BooleanQuery.Builder();
		if (filter.service() != null) {
			span.add(term(TraceDocuments.SERVICE, TermText.of(filter.service())), BooleanClause.Occur.FILTER);
		}
		if (filter.operation() != null) {
			span.add(term(TraceDocuments.OPERATION, TermText.of(filter.operation())), BooleanClause.Occur.FILTER);
		}
		for (TraceFilter.AttributeEquals attribute : filter.attributes()) {
			span.add(term(TraceDocuments.ATTRIBUTE, TermText.ofAttribute(attribute.key(), attribute.value())),
					BooleanClause.Occur.FILTER);
		}
		return span.build();
	}

	private static void addOutcome(BooleanQuery.Builder all, TraceFilter.Outcome outcome) {
		switch (outcome) {
			case ANY -> {
			}
			case ERROR -> all.add(term(TraceDocuments.OUTCOME, TraceDocuments.ERROR), BooleanClause.Occur.FILTER);
			case OK -> all.add(term(TraceDocuments.OUTCOME, TraceDocuments.OK), BooleanClause.Occur.FILTER);
		}
	}

	private static void addRange(BooleanQuery.Builder all, String field, long min, long max) {
		if (min > 0 || max < Long.MAX_VALUE) {
			all.add(new IndexOrDocValuesQuery(LongPoint.newRangeQuery(field, min, max),
					NumericDocValuesField.newSlowRangeQuery(field, min, max)), BooleanClause.Occur.FILTER);
		}
	}

	private static Query term(String field, String text) {
		return new TermQuery(new Term(field, text));
	}

}
