package io.mahavishnu.otel.filter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mahavishnu.otel.filter.FilterTokens.Kind;
import io.mahavishnu.otel.filter.FilterTokens.Token;
import io.mahavishnu.otel.trace.EpochTimes;

/** Reads the values that fields are compared with. */
final class Literals {

	private static final Pattern WHOLE = Pattern.compile("-?\\d{1,40}");

	private static final Pattern REAL = Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][-+]?\\d{1,4})?");

	private static final Pattern DURATION = Pattern.compile("(\\d{1,20}(?:\\.\\d{1,20})?)(ns|us|µs|ms|s|m|h)");

	private static final Map<String, Long> NANOS_BY_UNIT = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "ms",
			1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

	private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

	private Literals() {
	}

	/**
	 * The value that a token says for a field of a type.
	 * @throws IllegalArgumentException when it says none
	 */
	static Literal read(Token token, FieldType type) {
		if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED) {
			throw FilterProblem.expected(expectedFor(type), token);
		}
		boolean word = token.kind() == Kind.WORD;
		return switch (type) {
			case ATTRIBUTE -> word ? scalar(token) : new Literal.Text(token.text());
			case TEXT -> {
				if (word) {
					throw FilterProblem.expected(expectedFor(type), token);
				}
				yield new Literal.Text(token.text());
			}
			case SPAN_KIND, SPAN_STATUS, TRACE_STATUS -> new Literal.Text(token.text().toLowerCase(Locale.ROOT));
			case DURATION -> new Literal.Whole(duration(token));
			case TIME -> new Literal.Whole(EpochTimes.parseEpochNanos(token.text()));
			case COUNT -> new Literal.Whole(count(token));
		};
	}

	private static String expectedFor(FieldType type) {
		return switch (type) {
			case ATTRIBUTE -> "a text in double quotes, a number, true, false or nil";
			case TEXT -> "a text in double quotes";
			case SPAN_KIND, SPAN_STATUS, TRACE_STATUS -> "one of " + String.join(", ", type.words());
			case DURATION -> "a duration such as 300ms or 1.5s, with one of the units ns, us, ms, s, m, h,";
			case TIME -> "a time such as \"2024-01-01T00:00:00Z\"";
			case COUNT -> "a whole number";
		};
	}

	private static Literal scalar(Token token) {
		String text = token.text();
		if (text.equals("true") || text.equals("false")) {
			return new Literal.Truth(text.equals("true"));
		}
		if (isLong(text)) {
			return new Literal.Whole(Long.parseLong(text));
		}
		if (REAL.matcher(text).matches()) {
			return new Literal.Real(Double.parseDouble(text));
		}
		throw FilterProblem.expected(expectedFor(FieldType.ATTRIBUTE), token);
	}

	private static long duration(Token token) {
		Matcher matcher = DURATION.matcher(token.text());
		if (!matcher.matches()) {
			throw FilterProblem.expected(expectedFor(FieldType.DURATION), token);
		}
		long unit = NANOS_BY_UNIT.getOrDefault(matcher.group(2), 1L);
		BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
		if (nanos.compareTo(LONG_MAX) > 0) {
			throw new IllegalArgumentException("a duration is at most 292 years");
		}
		return nanos.setScale(0, RoundingMode.DOWN).longValueExact();
	}

	private static long count(Token token) {
		if (!isLong(token.text())) {
			throw FilterProblem.expected(expectedFor(FieldType.COUNT), token);
		}
		return Long.parseLong(token.text());
	}

	private static boolean isLong(String text) {
		return WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() < Long.SIZE;
	}

}
