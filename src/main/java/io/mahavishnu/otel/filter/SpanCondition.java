package io.mahavishnu.otel.filter;

/** A condition on one span. */
public sealed interface SpanCondition {

	/**
	 * A field has a value.
	 *
	 * @param field the field; optional
	 */
	record Present(Field.OfSpan field) implements SpanCondition {

		public Present {
			if (!field.isOptional()) {
				throw new IllegalArgumentException("every span has it");
			}
		}

	}

	/**
	 * A field compares with a literal as said. Of an attribute a text is compared with
	 * the value in plain words, as
	 * {@link io.mahavishnu.otel.trace.AttributeValue#asText()} gives it, whatever its
	 * type; a number with numbers only, by value; true and false with truth values only.
	 * An array compares when the whole of it, in plain words, or an element does. A span
	 * without the field does not compare, which goes for {@link Operator#NOT_EQUAL}, too.
	 * Texts are ordered by code point.
	 *
	 * @param field the field
	 * @param operator how
	 * @param literal with what
	 */
	record Compared(Field.OfSpan field, Operator operator, Literal literal) implements SpanCondition {

		public Compared {
			field.type().requireComparable(operator, literal);
		}

	}

}
