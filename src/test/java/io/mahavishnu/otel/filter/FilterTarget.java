package io.mahavishnu.otel.filter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.mahavishnu.otel.fuzz.FuzzTarget;
import io.mahavishnu.otel.problem.TraceProblem;

/** What reads filters. */
public final class FilterTarget {

	private static final List<byte[]> SEEDS = Stream
		.of("{ .a = 1 && .b = \"x\" }", "{ (span.a > -1.5e3 || !.c = true) }",
				"{ resource.host.name ^= \"web-\" } && trace:duration > 2s",
				"!{ .\"odd key\" != nil } || { kind = server }", "{ duration >= 1.5s && status = error }",
				"trace:start > \"2024-01-01T01:00:00+01:00\"", "trace:span_count >= 3 && { } && trace:status = error",
				"{ name = \"a\\\"b\\\\c\" }")
		.map((filter) -> filter.getBytes(StandardCharsets.UTF_8))
		.toList();

	private static final List<String> WORDS = List.of("{", "}", "(", ")", "!", "&&", "||", "=", "!=", "<", "<=", "^=",
			" .a", " nil ", " true ", "trace:", "span.", "resource.", "duration", "kind", "status", "name", "\"", "\\",
			"1e999", "9223372036854775808", "1000000000h", "-", "!!!!!!!!", "((((((((", "2024-01-01T00:00:00Z");

	private FilterTarget() {
	}

	/** The grammar of filters. */
	public static FuzzTarget get() {
		return new FuzzTarget("filter", SEEDS, WORDS, (input) -> {
			try {
				TraceFilter filter = Filters.filter(new String(input, StandardCharsets.UTF_8));
				requireRoundTrip(filter);
			}
			catch (TraceProblem refused) {
				if (refused.type().status() >= 500) {
					throw refused;
				}
			}
		});
	}

	private static void requireRoundTrip(TraceFilter filter) {
		TraceFilter again = new FilterParser(new FilterProperties(1_000_000, 10_000, 1000)).parse(filter.toString());
		if (!again.equals(filter)) {
			throw new AssertionError(filter + " is read again as " + again);
		}
	}

}
