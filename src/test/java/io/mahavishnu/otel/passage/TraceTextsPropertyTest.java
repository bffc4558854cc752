package io.mahavishnu.otel.passage;

import java.util.List;

import io.mahavishnu.otel.trace.Span;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for any text whatever. */
class TraceTextsPropertyTest {

	@Property(tries = 500)
	void of_givesShortPassages_ofAnyText(@ForAll("keys") String key, @ForAll("values") String value,
			@ForAll String name) {
		Span span = Telemetry.failed(Telemetry.span("1", name, key, value, "gen_ai.request.model", "m"), value);
		Span withEvent = Telemetry.with(span, Telemetry.event("gen_ai.user.message", "content", value),
				Telemetry.event("exception", "exception.type", value, "exception.stacktrace", value));

		for (Span each : List.of(span, withEvent)) {
			TraceText text = Telemetry.textOf(each);
			assertThat(text).isEqualTo(Telemetry.textOf(each));
			assertThat(text.passages()).allSatisfy((passage) -> {
				assertThat(passage.text()).isNotBlank();
				assertThat(WordPieces.estimate(passage.text())).isLessThanOrEqualTo(220);
			});
		}
	}

	@Property(tries = 1000)
	void mask_changesNothing_whenAppliedAgain(@ForAll("values") String text) {
		for (String word : text.split("\\s+")) {
			String masked = Masks.mask(word, "");
			assertThat(Masks.mask(masked, "")).isEqualTo(masked);
		}
	}

	@Provide
	Arbitrary<String> keys() {
		return Arbitraries.of("gen_ai.input.messages", "gen_ai.prompt.0.content", "llm.input_messages.0.message.x",
				"llm.output_messages.99999999999.message.content", "gen_ai.tool.name", "tool.name", "input.value",
				"traceloop.entity.input", "db.query.text", "http.route", "url.full", "http.response.status_code",
				"rpc.grpc.status_code", "exception.stacktrace", "error.type", "any.other");
	}

	@Provide
	Arbitrary<String> values() {
		Arbitrary<String> bits = Arbitraries.of("{", "}", "[", "]", "\"", "\\", ":", ",", "'", "1", "23456", "a1b2",
				"abc", "Abc", " ", "\n", "/", "://", "$", "@", ".", "-", "T", "😀", "\ud800", "字", "ー", "。", "#",
				"\u0000", "role", "content", "tool_calls", "null", "at ", "  File \"", ", in ", "Caused by: ", "(",
				")");
		return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(200),
				bits.list().ofMaxSize(60).map((list) -> String.join("", list)));
	}

}
