package io.mahavishnu.otel.lucene;

import java.util.stream.Stream;

import io.mahavishnu.otel.filter.Literal;
import io.mahavishnu.otel.filter.Operator;
import io.mahavishnu.otel.trace.AttributeValue;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What an attribute is found by: terms of one field, whatever the key, since there may be
 * any number of keys and each field costs memory. A term says whose the attribute is, its
 * key, a kind and a value: that it is there, its value in plain words, as a number, as a
 * truth value. For their order numbers are points, too, again of one field.
 *
 * @param stem what all terms of the attribute begin with
 */
record AttributeTerms(String stem) {

	private static final String FIELD = "attribute";

	private static final String PRESENT = "p";

	private static final String TEXT = "t";

	private static final String AFTER_TEXT = "u";

	private static final String NUMBER = "n";

	private static final String TRUTH = "b";

	static AttributeTerms ofSpan(String key) {
		return new AttributeTerms("s" + TermText.ofKey(key));
	}

	static AttributeTerms ofResource(String key) {
		return new AttributeTerms("r" + TermText.ofKey(key));
	}

	/** What is written for a value; of an array for the whole and for each element. */
	Stream<IndexableField> fields(AttributeValue value) {
		Stream<AttributeValue> elements = (value instanceof AttributeValue.ArrayValue array) ? array.values().stream()
				: Stream.empty();
		return Stream.concat(Stream.of(field(PRESENT)),
				Stream.concat(Stream.of(value), elements).distinct().flatMap(this::fieldsOfOne));
	}

	private Stream<IndexableField> fieldsOfOne(AttributeValue value) {
		IndexableField text = field(TEXT + TermText.of(value.asText()));
		return switch (value) {
			case AttributeValue.LongValue number -> fieldsOf(text, ExactNumber.of(number.value()));
			case AttributeValue.DoubleValue number when !Double.isNaN(number.value()) ->
				fieldsOf(text, ExactNumber.of(number.value()));
			case AttributeValue.BoolValue truth -> Stream.of(text, field(TRUTH + truth.value()));
			case AttributeValue.StringValue _, AttributeValue.DoubleValue _, AttributeValue.BytesValue _,
					AttributeValue.ArrayValue _, AttributeValue.MapValue _, AttributeValue.EmptyValue _ ->
				Stream.of(text);
		};
	}

	private Stream<IndexableField> fieldsOf(IndexableField text, ExactNumber number) {
		return Stream.of(text, field(NUMBER + number), number.point(this.stem));
	}

	private Field field(String rest) {
		return new StringField(FIELD, this.stem + rest, Field.Store.NO);
	}

	/** The spans that have the attribute. */
	Query present() {
		return term(PRESENT);
	}

	/** The spans whose attribute compares with a literal as said, but by inequality. */
	Query compared(Operator operator, Literal literal) {
		return switch (literal) {
			case Literal.Text text -> new TextTerms(FIELD, this.stem + TEXT, this.stem + AFTER_TEXT).compared(operator,
					text.value(), present());
			case Literal.Whole whole -> compared(operator, ExactNumber.of(whole.value()));
			case Literal.Real real -> compared(operator, ExactNumber.of(real.value()));
			case Literal.Truth truth -> term(TRUTH + truth.value());
		};
	}

	private Query compared(Operator operator, ExactNumber number) {
		return (operator == Operator.EQUAL) ? term(NUMBER + number) : number.compared(operator, this.stem);
	}

	private Query term(String rest) {
		return new TermQuery(new Term(FIELD, this.stem + rest));
	}

}
