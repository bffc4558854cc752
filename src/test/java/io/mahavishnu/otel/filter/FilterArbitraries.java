package io.mahavishnu.otel.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Any filters, over few keys and values, so that they often match the traces of
 * {@link FilterTraces}.
 */
public final class FilterArbitraries {

	private static final List<Operator> ORDERING = Stream.of(Operator.values())
		.filter((operator) -> operator != Operator.STARTS_WITH)
		.toList();

	private FilterArbitraries() {
	}

	public static Arbitrary<TraceFilter> filters() {
		return expressions(traceConditions(), 2).map(TraceFilter::new);
	}

	private static <C> Arbitrary<Expression<C>> expressions(Arbitrary<C> conditions, int depth) {
		Arbitrary<Expression<C>> single = conditions.map(Expression::of);
		if (depth == 0) {
			return single;
		}
		Arbitrary<Expression<C>> deeper = expressions(conditions, depth - 1);
		Arbitrary<List<Expression<C>>> several = deeper.list().ofMinSize(2).ofMaxSize(3);
		return Arbitraries.oneOf(single, several.map(Expression.Every::new), several.map(Expression.Any::new),
				deeper.map(Expression.Not::new));
	}

	private static Arbitrary<TraceCondition> traceConditions() {
		Arbitrary<TraceCondition> spans = Arbitraries
			.oneOf(expressions(spanConditions(), 2), Arbitraries.just(Expression.<SpanCondition>every(List.of())))
			.map(TraceCondition.HasSpan::new);
		Arbitrary<TraceCondition> properties = Arbitraries.of(Field.TraceProperty.values())
			.flatMap((property) -> Combinators.combine(operators(property.type()), literals(property.type()))
				.as((operator, literal) -> new TraceCondition.Compared(property, operator, literal)));
		return Arbitraries.oneOf(spans, spans, spans, properties);
	}

	private static Arbitrary<SpanCondition> spanConditions() {
		Arbitrary<Field.OfSpan> fields = Arbitraries.oneOf(attributes(), attributes(),
				Arbitraries.of(Field.SpanProperty.values()));
		Arbitrary<SpanCondition> present = Arbitraries.oneOf(attributes(), Arbitraries.just(Field.SpanProperty.SERVICE))
			.map(SpanCondition.Present::new);
		Arbitrary<SpanCondition> compared = fields
			.flatMap((field) -> literals(field.type()).flatMap((literal) -> operators(field.type(), literal)
				.map((operator) -> new SpanCondition.Compared(field, operator, literal))));
		return Arbitraries.oneOf(compared, compared, compared, compared, present);
	}

	private static Arbitrary<Field.OfSpan> attributes() {
		return Combinators.combine(Arbitraries.of(Field.Scope.values()), Arbitraries.of(FilterTraces.KEYS))
			.as(Field.Attribute::new);
	}

	private static Arbitrary<Operator> operators(FieldType type) {
		return switch (type) {
			case TEXT -> Arbitraries.of(Operator.values());
			case ATTRIBUTE, DURATION, TIME, COUNT -> Arbitraries.of(ORDERING);
			case SPAN_KIND, SPAN_STATUS, TRACE_STATUS -> Arbitraries.of(Operator.EQUAL, Operator.NOT_EQUAL);
		};
	}

	private static Arbitrary<Operator> operators(FieldType type, Literal literal) {
		return switch (literal) {
			case Literal.Text text when type.words().isEmpty() && text.value().length() < 100 ->
				Arbitraries.of(Operator.values());
			case Literal.Whole _, Literal.Real _ -> Arbitraries.of(ORDERING);
			case Literal.Text _, Literal.Truth _ -> Arbitraries.of(Operator.EQUAL, Operator.NOT_EQUAL);
		};
	}

	private static Arbitrary<Literal> literals(FieldType type) {
		return switch (type) {
			case ATTRIBUTE -> Arbitraries.oneOf(texts(FilterTraces.TEXTS), wholes(FilterTraces.WHOLES),
					Arbitraries.of(FilterTraces.REALS).filter(Double::isFinite).map(Literal.Real::new),
					Arbitraries.of(true, false).map(Literal.Truth::new));
			case TEXT -> {
				List<String> known = new ArrayList<>(List.of("a\"b\\c\n"));
				FilterTraces.TEXTS.stream().filter((text) -> text.length() < 100).forEach(known::add);
				yield texts(known);
			}
			case SPAN_KIND, SPAN_STATUS, TRACE_STATUS -> texts(type.words());
			case DURATION, TIME -> wholes(Arrays.asList(0L, 1_000_000L, 2_000_000L, 3_000_001L, Long.MAX_VALUE));
			case COUNT -> wholes(List.of(0L, 1L, 2L, 3L, Long.MAX_VALUE));
		};
	}

	private static Arbitrary<Literal> texts(List<String> texts) {
		return Arbitraries.of(texts).map(Literal.Text::new);
	}

	private static Arbitrary<Literal> wholes(List<Long> wholes) {
		return Arbitraries.of(wholes).map(Literal.Whole::new);
	}

}
