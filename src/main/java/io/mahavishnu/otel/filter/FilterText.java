package io.mahavishnu.otel.filter;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.mahavishnu.otel.trace.EpochTimes;

/** Filters as text, in the language that {@link FilterParser} reads. */
final class FilterText {

	static final String NIL = "nil";

	private FilterText() {
	}

	static String of(TraceFilter filter) {
		return of(filter.expression(), FilterText::of);
	}

	private static <C> String of(Expression<C> expression, Function<C, String> condition) {
		return switch (expression) {
			case Expression.Single<C> single -> condition.apply(single.condition());
			case Expression.Every<C> every -> joined(every.parts(), " && ", condition);
			case Expression.Any<C> any -> joined(any.parts(), " || ", condition);
			case Expression.Not<C> not -> "!(" + of(not.part(), condition) + ")";
		};
	}

	private static <C> String joined(List<Expression<C>> parts, String by, Function<C, String> condition) {
		return parts.stream().map((part) -> switch (part) {
			case Expression.Single<C> single -> of(single, condition);
			case Expression.Not<C> not -> of(not, condition);
			case Expression.Every<C> every -> "(" + of(every, condition) + ")";
			case Expression.Any<C> any -> "(" + of(any, condition) + ")";
		}).collect(Collectors.joining(by));
	}

	private static String of(TraceCondition condition) {
		return switch (condition) {
			case TraceCondition.HasSpan has ->
				has.span().isEmpty() ? "{ }" : "{ " + of(has.span(), FilterText::of) + " }";
			case TraceCondition.Compared compared ->
				of(compared.property().label(), compared.operator(), compared.property(), compared.literal());
		};
	}

	private static String of(SpanCondition condition) {
		return switch (condition) {
			case SpanCondition.Present present -> nameOf(present.field()) + " != " + NIL;
			case SpanCondition.Compared compared ->
				of(nameOf(compared.field()), compared.operator(), compared.field(), compared.literal());
		};
	}

	private static String of(String name, Operator operator, Field field, Literal literal) {
		return name + " " + operator.label() + " " + of(literal, field.type());
	}

	private static String of(Literal literal, FieldType type) {
		return switch (literal) {
			case Literal.Text text -> type.words().isEmpty() ? quoted(text.value()) : text.value();
			case Literal.Whole whole -> switch (type) {
				case DURATION -> whole.value() + "ns";
				case TIME -> quoted(EpochTimes.toRfc3339(whole.value()));
				default -> Long.toString(whole.value());
			};
			case Literal.Real real -> Double.toString(real.value());
			case Literal.Truth truth -> Boolean.toString(truth.value());
		};
	}

	private static String nameOf(Field.OfSpan field) {
		return switch (field) {
			case Field.SpanProperty property -> property.label();
			case Field.Attribute attribute -> attribute.scope().prefix()
					+ (FilterTokens.isWord(attribute.key()) ? attribute.key() : quoted(attribute.key()));
		};
	}

	private static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
