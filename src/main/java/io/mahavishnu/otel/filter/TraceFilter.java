package io.mahavishnu.otel.filter;

import java.util.List;

/**
 * Which traces count. Immutable; its text is what {@link FilterParser} makes the same
 * filter of.
 *
 * @param expression what must hold of a trace
 */
public record TraceFilter(Expression<TraceCondition> expression) {

	/** Every trace. */
	public static final TraceFilter ALL = new TraceFilter(new Expression.Every<>(List.of()));

	/** Whether every trace passes. */
	public boolean isAll() {
		return this.expression.isEmpty();
	}

	/** A property of the trace compares as said. */
	public static TraceFilter of(Field.TraceProperty property, Operator operator, Literal literal) {
		return new TraceFilter(Expression.of(new TraceCondition.Compared(property, operator, literal)));
	}

	/** All of some conditions hold together on one span; every trace passes none. */
	public static TraceFilter onOneSpan(List<SpanCondition> conditions) {
		return conditions.isEmpty() ? ALL : new TraceFilter(Expression
			.of(new TraceCondition.HasSpan(Expression.every(conditions.stream().map(Expression::of).toList()))));
	}

	/** How many conditions there are, those on spans counted one by one. */
	int conditionCount() {
		return this.expression.conditions().mapToInt((condition) -> switch (condition) {
			case TraceCondition.HasSpan has -> Math.max(1, (int) has.span().conditions().count());
			case TraceCondition.Compared _ -> 1;
		}).sum();
	}

	@Override
	public String toString() {
		return FilterText.of(this);
	}

}
