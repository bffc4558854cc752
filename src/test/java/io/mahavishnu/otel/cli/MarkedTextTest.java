package io.mahavishnu.otel.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MarkedTextTest {

	@Test
	void wrap_marksTheRangesThatTheServiceNames() {
		MarkedText text = MarkedText.of(Json.read("{\"text\":\"👍 the card was refused\",\"marks\":[[7,11],[16,23]]}"),
				"");
		assertThat(text.wrap(60, 0, 1, Palette.ANSI))
			.containsExactly("👍 the \u001b[1;33mcard\u001b[0m was \u001b[1;33mrefused\u001b[0m");
	}

	@Test
	void wrap_marksTheWordsOfTheQuery_whenTheServiceNamesNone() {
		MarkedText text = MarkedText.of(Json.read("{\"text\":\"Card of a discard\"}"), "the card?");
		assertThat(text.wrap(60, 0, 1, Palette.ANSI)).containsExactly("\u001b[1;33mCard\u001b[0m of a discard");
	}

	@Test
	void wrap_breaksBetweenWordsAndSaysThatItCut() {
		MarkedText text = MarkedText.of(Json.read("{\"text\":\"one two three four five six seven\"}"), "");
		assertThat(text.wrap(10, 3, 2, Palette.PLAIN)).containsExactly("one two", "three…");
	}

	@Test
	void wrap_showsTheFirstMarkedWord_howeverFarItIs() {
		MarkedText text = MarkedText.of(Json.read("{\"text\":\"" + "word ".repeat(100) + "needle\"}"), "needle");
		assertThat(text.wrap(60, 0, 2, Palette.PLAIN)).hasSizeLessThanOrEqualTo(2)
			.anyMatch((each) -> each.contains("needle"))
			.allMatch((each) -> TerminalText.width(each) <= 60)
			.first()
			.asString()
			.startsWith("…");
	}

	@Test
	void wrap_makesTheTextSafe() {
		MarkedText text = MarkedText.of(Json.read("{\"text\":\"a\\u001b[2Jb\"}"), "");
		assertThat(text.wrap(60, 0, 1, Palette.ANSI)).containsExactly("a␛[2Jb");
	}

}
