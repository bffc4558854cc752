package io.mahavishnu.otel.filter;

import java.util.Arrays;
import java.util.List;

import io.mahavishnu.otel.filter.FilterTokens.Kind;
import io.mahavishnu.otel.filter.FilterTokens.Token;

/** Goes through tokens, one by one. For one thread. */
final class TokenReader {

	private final List<Token> tokens;

	private int at;

	/**
	 * @param tokens the tokens, the last of them of kind {@link Kind#END}
	 */
	TokenReader(List<Token> tokens) {
		this.tokens = tokens;
	}

	Token peek() {
		return this.tokens.get(this.at);
	}

	boolean isNext(Kind kind) {
		return peek().kind() == kind;
	}

	/** The next token; the end comes again and again. */
	Token next() {
		Token token = peek();
		this.at = Math.min(this.at + 1, this.tokens.size() - 1);
		return token;
	}

	/** Takes the next token if it is of a kind. */
	boolean accept(Kind kind) {
		boolean accepted = isNext(kind);
		if (accepted) {
			next();
		}
		return accepted;
	}

	/** Takes the next token, which must be of a kind. */
	Token expect(Kind kind, String expected) {
		if (!isNext(kind)) {
			throw FilterProblem.expected(expected, peek());
		}
		return next();
	}

	Operator operator() {
		Token token = expect(Kind.OPERATOR, "one of = != < <= > >= ^=");
		return Arrays.stream(Operator.values())
			.filter((operator) -> operator.label().equals(token.text()))
			.findFirst()
			.orElseThrow();
	}

}
