package io.mahavishnu.otel.lucene;

import io.mahavishnu.otel.filter.Field;
import io.mahavishnu.otel.filter.Literal;
import io.mahavishnu.otel.filter.SpanCondition;
import io.mahavishnu.otel.filter.TraceCondition;
import io.mahavishnu.otel.filter.TraceFilter;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
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

	private static final Query EVERY_TRACE = new TermQuery(TraceDocuments.IS_TRACE);

	private final BitSetProducer traces = new QueryBitSetProducer(EVERY_TRACE);

	private final ExpressionQueries<TraceCondition> ofTraces = new ExpressionQueries<>(EVERY_TRACE, this::of);

	private final ExpressionQueries<SpanCondition> ofSpans = new ExpressionQueries<>(SpanQueries.EVERY_SPAN,
			SpanQueries::of);

	Query of(TraceFilter filter) {
		return this.ofTraces.of(filter.expression());
	}

	/** Both must hold; the first one's score counts. */
	static Query both(Query scoring, Query filter) {
		return new BooleanQuery.Builder().add(scoring, BooleanClause.Occur.MUST)
			.add(filter, BooleanClause.Occur.FILTER)
			.build();
	}

	private Query of(TraceCondition condition) {
		return switch (condition) {
			case TraceCondition.HasSpan has ->
				new ToParentBlockJoinQuery(this.ofSpans.of(has.span()), this.traces, ScoreMode.None);
			case TraceCondition.Compared compared -> of(compared);
		};
	}

	private static Query of(TraceCondition.Compared compared) {
		String field = fieldOf(compared.property());
		return switch (compared.literal()) {
			case Literal.Text text -> TextTerms.of(field).compared(compared.operator(), text.value(), EVERY_TRACE);
			case Literal.Whole whole -> range(field).compared(compared.operator(), whole.value(), EVERY_TRACE);
			case Literal.Real _, Literal.Truth _ -> throw new IllegalArgumentException(compared + " compares nothing");
		};
	}

	private static LongRange range(String field) {
		return (min, max) -> new IndexOrDocValuesQuery(LongPoint.newRangeQuery(field, min, max),
				NumericDocValuesField.newSlowRangeQuery(field, min, max));
	}

	private static String fieldOf(Field.TraceProperty property) {
		return switch (property) {
			case DURATION -> TraceDocuments.DURATION;
			case START -> TraceDocuments.START;
			case SYSTEM_ID -> TraceDocuments.SYSTEM;
			case STATUS -> TraceDocuments.OUTCOME;
			case SPAN_COUNT -> TraceDocuments.SPANS;
		};
	}

}
