package io.mahavishnu.otel.lucene;

import java.util.List;
import java.util.function.Function;

import io.mahavishnu.otel.filter.Field;
import io.mahavishnu.otel.filter.Literal;
import io.mahavishnu.otel.filter.Operator;
import io.mahavishnu.otel.filter.SpanCondition;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Conditions on a span as queries that match the documents of spans. */
final class SpanQueries {

	static final Query EVERY_SPAN = new TermQuery(SpanDocuments.IS_SPAN);

	private SpanQueries() {
	}

	static Query of(SpanCondition condition) {
		return switch (condition) {
			case SpanCondition.Present present -> present(present.field());
			case SpanCondition.Compared compared -> of(compared);
		};
	}

	private static Query of(SpanCondition.Compared compared) {
		return switch (compared.field()) {
			case Field.Attribute attribute when compared.operator() == Operator.NOT_EQUAL ->
				ExpressionQueries.butNot(present(attribute), compared(attribute, Operator.EQUAL, compared.literal()));
			case Field.Attribute attribute -> compared(attribute, compared.operator(), compared.literal());
			case Field.SpanProperty property -> of(property, compared.operator(), compared.literal());
		};
	}

	private static Query compared(Field.Attribute attribute, Operator operator, Literal literal) {
		return ofEither(attribute, (terms) -> terms.compared(operator, literal));
	}

	private static Query of(Field.SpanProperty property, Operator operator, Literal literal) {
		String field = fieldOf(property);
		return switch (literal) {
			case Literal.Text text -> TextTerms.of(field).compared(operator, text.value(), present(property));
			case Literal.Whole whole -> range(field).compared(operator, whole.value(), present(property));
			case Literal.Real _, Literal.Truth _ ->
				throw new IllegalArgumentException(property + " is not compared with " + literal);
		};
	}

	private static LongRange range(String field) {
		return (min, max) -> LongPoint.newRangeQuery(field, min, max);
	}

	private static Query present(Field.OfSpan field) {
		return switch (field) {
			case Field.Attribute attribute -> ofEither(attribute, AttributeTerms::present);
			case Field.SpanProperty property when property.isOptional() -> TextTerms.of(fieldOf(property)).any();
			case Field.SpanProperty _ -> EVERY_SPAN;
		};
	}

	private static Query ofEither(Field.Attribute attribute, Function<AttributeTerms, Query> query) {
		Query ofSpan = query.apply(AttributeTerms.ofSpan(attribute.key()));
		Query ofResource = query.apply(AttributeTerms.ofResource(attribute.key()));
		return switch (attribute.scope()) {
			case SPAN -> ofSpan;
			case RESOURCE -> ofResource;
			case ANY -> ExpressionQueries.any(List.of(ofSpan, ofResource));
		};
	}

	private static String fieldOf(Field.SpanProperty property) {
		return switch (property) {
			case NAME -> SpanDocuments.NAME;
			case SERVICE -> SpanDocuments.SERVICE;
			case KIND -> SpanDocuments.KIND;
			case STATUS -> SpanDocuments.STATUS;
			case DURATION -> SpanDocuments.DURATION;
		};
	}

}
