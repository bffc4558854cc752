package io.mahavishnu.otel.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import org.jspecify.annotations.Nullable;

/** What filters mean, said as plainly as can be: the reference for every index. */
public final class FilterEvaluator {

	private FilterEvaluator() {
	}

	/** Whether a trace passes. */
	public static boolean passes(Trace trace, TraceFilter filter) {
		return holds(filter.expression(), (condition) -> switch (condition) {
			case TraceCondition.HasSpan has ->
				trace.spans().stream().anyMatch((span) -> holds(has.span(), (onSpan) -> holds(trace, span, onSpan)));
			case TraceCondition.Compared compared ->
				compares(value(trace, compared.property()), compared.operator(), compared.literal());
		});
	}

	private static <C> boolean holds(Expression<C> expression, Predicate<C> condition) {
		return switch (expression) {
			case Expression.Single<C> single -> condition.test(single.condition());
			case Expression.Every<C> every -> every.parts().stream().allMatch((part) -> holds(part, condition));
			case Expression.Any<C> any -> any.parts().stream().anyMatch((part) -> holds(part, condition));
			case Expression.Not<C> not -> !holds(not.part(), condition);
		};
	}

	private static boolean holds(Trace trace, Span span, SpanCondition condition) {
		return switch (condition) {
			case SpanCondition.Present present -> !values(trace, span, present.field()).isEmpty();
			case SpanCondition.Compared compared when compared.operator() == Operator.NOT_EQUAL ->
				!values(trace, span, compared.field()).isEmpty() && values(trace, span, compared.field()).stream()
					.noneMatch((value) -> compares(value, Operator.EQUAL, compared.literal()));
			case SpanCondition.Compared compared -> values(trace, span, compared.field()).stream()
				.anyMatch((value) -> compares(value, compared.operator(), compared.literal()));
		};
	}

	private static Object value(Trace trace, Field.TraceProperty property) {
		return switch (property) {
			case DURATION -> trace.durationNanos();
			case START -> trace.startEpochNanos();
			case SYSTEM_ID -> trace.systemId();
			case STATUS -> (trace.errorCount() > 0) ? "error" : "ok";
			case SPAN_COUNT -> (long) trace.spans().size();
		};
	}

	/** Texts as they are, numbers as {@code long} or {@code double}, truth values. */
	private static List<?> values(Trace trace, Span span, Field.OfSpan field) {
		return switch (field) {
			case Field.SpanProperty property -> switch (property) {
				case NAME -> List.of(span.name());
				case SERVICE -> Stream.ofNullable(span.serviceName()).toList();
				case KIND -> List.of(span.kind().name().toLowerCase(Locale.ROOT));
				case STATUS -> List.of(span.status().code().name().toLowerCase(Locale.ROOT));
				case DURATION -> List.of(trace.durationNanosOf(span));
			};
			case Field.Attribute attribute -> Stream
				.of((attribute.scope() != Field.Scope.RESOURCE) ? span.attributes().get(attribute.key()) : null,
						(attribute.scope() != Field.Scope.SPAN) ? span.resource().attributes().get(attribute.key())
								: null)
				.filter(Objects::nonNull)
				.flatMap(FilterEvaluator::withElements)
				.flatMap(FilterEvaluator::readings)
				.toList();
		};
	}

	private static Stream<AttributeValue> withElements(@Nullable AttributeValue value) {
		return (value instanceof AttributeValue.ArrayValue array)
				? Stream.concat(Stream.of(value), array.values().stream()) : Stream.ofNullable(value);
	}

	private static Stream<Object> readings(AttributeValue value) {
		return switch (value) {
			case AttributeValue.LongValue number -> Stream.of(value.asText(), number.value());
			case AttributeValue.DoubleValue number -> Stream.of(value.asText(), number.value());
			case AttributeValue.BoolValue truth -> Stream.of(value.asText(), truth.value());
			default -> Stream.of(value.asText());
		};
	}

	private static boolean compares(Object value, Operator operator, Literal literal) {
		return switch (literal) {
			case Literal.Text text -> value instanceof String said && ((operator == Operator.STARTS_WITH)
					? said.startsWith(text.value()) : compares(order(said, text.value()), operator));
			case Literal.Whole whole -> numbers(value, BigDecimal.valueOf(whole.value()), operator);
			case Literal.Real real -> numbers(value, new BigDecimal(real.value()), operator);
			case Literal.Truth truth ->
				value instanceof Boolean said && (said == truth.value()) == (operator == Operator.EQUAL);
		};
	}

	private static boolean numbers(Object value, BigDecimal literal, Operator operator) {
		return switch (value) {
			case Long number -> compares(BigDecimal.valueOf(number).compareTo(literal), operator);
			case Double number when number.isNaN() -> false;
			case Double number when number.isInfinite() -> compares((number > 0) ? 1 : -1, operator);
			case Double number -> compares(new BigDecimal(number).compareTo(literal), operator);
			default -> false;
		};
	}

	private static boolean compares(int order, Operator operator) {
		return switch (operator) {
			case EQUAL -> order == 0;
			case NOT_EQUAL -> order != 0;
			case LESS -> order < 0;
			case LESS_OR_EQUAL -> order <= 0;
			case GREATER -> order > 0;
			case GREATER_OR_EQUAL -> order >= 0;
			case STARTS_WITH -> throw new IllegalArgumentException("no order");
		};
	}

	/** By code point. */
	private static int order(String one, String other) {
		int[] ones = one.codePoints().toArray();
		int[] others = other.codePoints().toArray();
		return java.util.Arrays.compare(ones, others);
	}

}
