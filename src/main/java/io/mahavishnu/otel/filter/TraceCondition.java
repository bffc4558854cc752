package io.mahavishnu.otel.filter;

/** A condition on a trace. */
public sealed interface TraceCondition {

	/**
	 * At least one span of the trace is as said.
	 *
	 * @param span what must hold on that one span
	 */
	record HasSpan(Expression<SpanCondition> span) implements TraceCondition {

	}

	/**
	 * A property of the trace compares with a literal as said.
	 *
	 * @param property the property
	 * @param operator how
	 * @param literal with what
	 */
	record Compared(Field.TraceProperty property, Operator operator, Literal literal) implements TraceCondition {

		public Compared {
			property.type().requireComparable(operator, literal);
		}

	}

}
