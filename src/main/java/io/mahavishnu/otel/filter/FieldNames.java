package io.mahavishnu.otel.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.mahavishnu.otel.filter.FilterTokens.Kind;
import io.mahavishnu.otel.filter.FilterTokens.Token;
import io.mahavishnu.otel.trace.Excerpt;

/** Reads the names of fields. */
final class FieldNames {

	private static final String OF_TRACES = Arrays.stream(Field.TraceProperty.values())
		.map(Field.TraceProperty::label)
		.collect(Collectors.joining(", "));

	private static final String OF_SPANS = Arrays.stream(Field.SpanProperty.values())
		.map(Field.SpanProperty::label)
		.collect(Collectors.joining(", "));

	/** Longest prefix first: every attribute's name begins with one of them. */
	private static final List<Field.Scope> SCOPES = List.of(Field.Scope.RESOURCE, Field.Scope.SPAN, Field.Scope.ANY);

	private FieldNames() {
	}

	static Field.TraceProperty traceProperty(TokenReader tokens) {
		Token name = tokens.expect(Kind.WORD, "a condition on a span in braces, or one of " + OF_TRACES);
		return Arrays.stream(Field.TraceProperty.values())
			.filter((property) -> property.label().equals(name.text()))
			.findFirst()
			.orElseThrow(() -> FilterProblem.at(name.at(),
					Excerpt.quoted(name.text())
							+ " is nothing that a trace has: write conditions on a span in braces, such as "
							+ "{ name = \"GET /\" }, and those on the trace with one of " + OF_TRACES));
	}

	static Field.OfSpan spanField(TokenReader tokens) {
		Token name = tokens.expect(Kind.WORD, "an attribute, such as .http.route, or one of " + OF_SPANS);
		return property(name.text()).or(() -> attribute(name, tokens))
			.orElseThrow(() -> FilterProblem.at(name.at(), remedy(name.text())));
	}

	private static Optional<Field.OfSpan> property(String name) {
		return Arrays.stream(Field.SpanProperty.values())
			.filter((property) -> property.label().equals(name))
			.map(Field.OfSpan.class::cast)
			.findFirst();
	}

	private static Optional<Field.OfSpan> attribute(Token name, TokenReader tokens) {
		return SCOPES.stream()
			.filter((scope) -> name.text().startsWith(scope.prefix()))
			.findFirst()
			.map((scope) -> new Field.Attribute(scope, key(name, scope, tokens)));
	}

	private static String key(Token name, Field.Scope scope, TokenReader tokens) {
		String key = name.text().substring(scope.prefix().length());
		Token quoted = tokens.peek();
		if (key.isEmpty() && quoted.kind() == Kind.QUOTED && quoted.joined()) {
			key = tokens.next().text();
		}
		if (key.isEmpty()) {
			throw FilterProblem.at(name.at(), "an attribute has a key, such as " + scope.prefix() + "http.route");
		}
		return key;
	}

	private static String remedy(String name) {
		if (name.startsWith("trace:")) {
			return Excerpt.quoted(name) + " is of the trace: write it outside the braces, as in "
					+ "trace:duration > 2s && { name = \"GET /\" }";
		}
		return Excerpt.quoted(name) + " is nothing that a span has: write an attribute with a dot before its key, as "
				+ "in .http.route, span.http.route or resource.host.name; beside attributes there are " + OF_SPANS;
	}

}
