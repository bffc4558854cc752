package io.mahavishnu.otel.filter;

import java.util.Collections;
import java.util.List;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.mahavishnu.otel.filter.Filters.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FilterParserTest {

	private final FilterParser parser = new FilterParser(new FilterProperties(60, 3, 4));

	@Property(tries = 2000)
	void parse_readsEveryFilter_asItIsWritten(@ForAll("filters") TraceFilter filter) {
		FilterParser generous = new FilterParser(new FilterProperties(100_000, 100, 100));
		assertThat(generous.parse(filter.toString())).isEqualTo(filter);
	}

	@Provide
	Arbitrary<TraceFilter> filters() {
		return FilterArbitraries.filters();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
			{.a=1&&.b="x"};                          { .a = 1 && .b = "x" }
			{ span.a > -1.5e3 };                     { span.a > -1500.0 }
			{ resource.host.name ^= "web-" };        { resource.host.name ^= "web-" }
			{ ."odd key" != nil };                   { ."odd key" != nil }
			{ .a = nil };                            { !(.a != nil) }
			{ .a = 1 || .b = 2 && .c = 3 };          { .a = 1 || (.b = 2 && .c = 3) }
			{ (.a = 1 || .b = 2) && !.c = true };    { (.a = 1 || .b = 2) && !(.c = true) }
			{ kind = SERVER && status = error };     { kind = server && status = error }
			{ duration >= 1.5s };                    { duration >= 1500000000ns }
			trace:duration<300us;                    trace:duration < 300000ns
			trace:start > "2024-01-01T01:00:00+01:00"; trace:start > "2024-01-01T00:00:00Z"
			trace:start > 1704067200;                trace:start > "2024-01-01T00:00:00Z"
			trace:span_count >= 3 && { };            trace:span_count >= 3 && { }
			!{ name = "a\\"b\\\\c" };                !({ name = "a\\"b\\\\c" })
			{ .n = 9007199254740993 };               { .n = 9007199254740993 }
			'';                                      ''""")
	void parse_readsWhatPeopleWrite(String written, String meant) {
		assertThat(filter(written)).hasToString(meant);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
			{ http.route = "/" };         3;  write an attribute with a dot before its key
			name = "GET /";               1;  write conditions on a span in braces
			{ trace:duration > 2s };      3;  write it outside the braces
			{ .a = 1;                     9;  expected &&, || or } but found the end
			{ .a = 1 } };                 12; expected &&, || or the end but found "}"
			({ .a = 1 };                  12; expected &&, || or ) but found the end
			{ .a == 1 };                  6;  write = for equality
			{ .a =~ "x.*" };              6;  write ^= for the beginning
			{ .a = 1 & .b = 2 };          10; write && for and
			{ .a = 1 and .b = 2 };        10; expected &&, || or } but found "and"
			{ .a 1 };                     6;  one of = != <
			{ .a = };                     8;  a text in double quotes, a number
			{ .a = x };                   8;  a text in double quotes, a number
			{ .a = 300ms };               8;  a text in double quotes, a number
			{ .a = "x };                  8;  end it with a double quote
			{ .a = "\\d" };               10; write \\\\ for a backslash
			{ .a ^= 5 };                  9;  ^= is for texts
			{ .a > true };                8;  compared by = and !=
			{ .a > nil };                 8;  nil is compared by = and != only
			{ name = nil };               3;  every span has it
			{ name = x };                 10; a text in double quotes
			{ kind = sever };             10; it is one of unspecified, internal, server
			{ duration > 2 };             14; with one of the units ns, us, ms, s, m, h
			{ duration > 1000000000h };   14; at most 292 years
			{ . = 1 };                    3;  an attribute has a key
			trace:start > yesterday;      15; RFC 3339
			trace:span_count > 2.5;       20; a whole number
			trace:span_count > -1;        20; whole numbers from 0 on
			trace:status = unset;         16; it is one of error, ok
			{ .a = 1e999 };               8;  finite
			, ;                           1;  put text and odd names in double quotes""")
	void parse_saysWhereAndWhatToWriteInstead(String written, int at, String remedy) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> filter(written.strip())).satisfies((problem) -> {
			assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
			assertThat(problem.detail()).startsWith("filter, character " + at + ": ").contains(remedy);
		});
	}

	@Test
	void parse_refusesOrderByLongTexts() {
		String text = "é".repeat(125);
		assertThat(filter("{ .a ^= \"" + text + "\" }").isAll()).isFalse();
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> filter("{ .a >= \"" + text + "x\" }"))
			.satisfies((problem) -> assertThat(problem.detail()).contains("250 bytes"));
		assertThat(filter("{ .a = \"" + text + "x\" }").isAll()).isFalse();
	}

	@Test
	void parse_keepsToItsLimits() {
		assertThat(this.parser.parse("!(!{ .a = 1 })").isAll()).isFalse();
		assertRefused("!(!({ (.a = 1) }))", "4 deep");
		assertRefused("{ .a = \"" + "x".repeat(60) + "\" }", "60 characters");
		assertRefused("!".repeat(60), "4 deep");
	}

	@Test
	void allOf_countsTheConditionsOfAll() {
		TraceFilter two = filter("{ .a = 1 } && trace:status = error");
		assertThat(this.parser.allOf(List.of(two, TraceFilter.ALL, filter("{ }"))))
			.hasToString("({ .a = 1 } && trace:status = error) && { }");
		assertThat(this.parser.allOf(List.of())).isEqualTo(TraceFilter.ALL);
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> this.parser.allOf(Collections.nCopies(2, two)))
			.satisfies((problem) -> assertThat(problem.detail()).contains("3 conditions", "has 4"));
	}

	private void assertRefused(String written, String reason) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> this.parser.parse(written))
			.satisfies((problem) -> assertThat(problem.detail()).contains(reason));
	}

}
