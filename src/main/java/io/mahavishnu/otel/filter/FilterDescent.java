package io.mahavishnu.otel.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.mahavishnu.otel.filter.FilterTokens.Kind;
import io.mahavishnu.otel.filter.FilterTokens.Token;

/**
 * Recursive descent through the tokens of one filter, a method for each rule of the
 * grammar. For one thread.
 */
final class FilterDescent {

	private final TokenReader tokens;

	private final int depthMax;

	private int depth;

	FilterDescent(List<Token> tokens, int depthMax) {
		this.tokens = new TokenReader(tokens);
		this.depthMax = depthMax;
	}

	TraceFilter filter() {
		if (this.tokens.isNext(Kind.END)) {
			return TraceFilter.ALL;
		}
		Expression<TraceCondition> expression = any(this::traceCondition);
		this.tokens.expect(Kind.END, "&&, || or the end");
		return new TraceFilter(expression);
	}

	private <C> Expression<C> any(Supplier<Expression<C>> condition) {
		List<Expression<C>> parts = joined(Kind.OR, () -> every(condition));
		return (parts.size() == 1) ? parts.getFirst() : new Expression.Any<>(parts);
	}

	private <C> Expression<C> every(Supplier<Expression<C>> condition) {
		return Expression.every(joined(Kind.AND, () -> operand(condition)));
	}

	private <C> List<Expression<C>> joined(Kind by, Supplier<Expression<C>> part) {
		List<Expression<C>> parts = new ArrayList<>();
		do {
			parts.add(part.get());
		}
		while (this.tokens.accept(by));
		return parts;
	}

	private <C> Expression<C> operand(Supplier<Expression<C>> condition) {
		Token first = this.tokens.peek();
		if (this.tokens.accept(Kind.NOT)) {
			return deeper(first, () -> new Expression.Not<>(operand(condition)));
		}
		if (this.tokens.accept(Kind.LEFT_PARENTHESIS)) {
			Expression<C> inner = deeper(first, () -> any(condition));
			this.tokens.expect(Kind.RIGHT_PARENTHESIS, "&&, || or )");
			return inner;
		}
		return condition.get();
	}

	private <T> T deeper(Token first, Supplier<T> inner) {
		if (++this.depth > this.depthMax) {
			throw FilterProblem.at(first.at(), "parentheses, braces and negations may lie " + this.depthMax
					+ " deep in one another: make it flatter");
		}
		T read = inner.get();
		this.depth--;
		return read;
	}

	private Expression<TraceCondition> traceCondition() {
		Token first = this.tokens.peek();
		if (this.tokens.accept(Kind.LEFT_BRACE)) {
			Expression<SpanCondition> span = this.tokens.isNext(Kind.RIGHT_BRACE) ? Expression.every(List.of())
					: deeper(first, () -> any(this::spanCondition));
			this.tokens.expect(Kind.RIGHT_BRACE, "&&, || or }");
			return Expression.of(new TraceCondition.HasSpan(span));
		}
		Field.TraceProperty property = FieldNames.traceProperty(this.tokens);
		Operator operator = this.tokens.operator();
		Token value = this.tokens.peek();
		return comparison(value, () -> new TraceCondition.Compared(property, operator,
				Literals.read(this.tokens.next(), property.type())));
	}

	private Expression<SpanCondition> spanCondition() {
		Token first = this.tokens.peek();
		Field.OfSpan field = FieldNames.spanField(this.tokens);
		Operator operator = this.tokens.operator();
		Token value = this.tokens.next();
		if (value.kind() == Kind.WORD && value.text().equals(FilterText.NIL)) {
			return presence(first, field, operator, value);
		}
		return comparison(value, () -> new SpanCondition.Compared(field, operator, Literals.read(value, field.type())));
	}

	private static Expression<SpanCondition> presence(Token first, Field.OfSpan field, Operator operator, Token value) {
		if (!operator.isEquality()) {
			throw FilterProblem.at(value.at(), "nil is compared by = and != only");
		}
		Expression<SpanCondition> present = comparison(first, () -> new SpanCondition.Present(field));
		return (operator == Operator.NOT_EQUAL) ? present : new Expression.Not<>(present);
	}

	/** What the model refuses, it refuses at the place of the token. */
	private static <C> Expression<C> comparison(Token place, Supplier<C> condition) {
		try {
			return Expression.of(condition.get());
		}
		catch (IllegalArgumentException refused) {
			throw FilterProblem.at(place.at(), String.valueOf(refused.getMessage()));
		}
	}

}
