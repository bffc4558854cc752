package io.mahavishnu.otel.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTextTest {

	@Test
	void safe_showsControlCharactersAsPictures_soThatTheyDoNothing() {
		assertThat(TerminalText.safe("a\u001b[2J\u0007b\u007fc\u0000")).isEqualTo("a␛[2J␇b␡c␀");
	}

	@Test
	void safe_replacesC1ControlsAndWhatTurnsTheDirection() {
		assertThat(TerminalText.safe("a\u009b31mb\u202ec\u2066d\ufeffe\ud800f")).isEqualTo("a�31mb�c�d�e�f");
	}

	@Test
	void wrap_breaksBetweenWords_andKeepsLongOnesWhole() {
		assertThat(TerminalText.wrap("  one two three", 9)).containsExactly("  one two", "  three");
		assertThat(TerminalText.wrap("see http://example.org/a/long/path now", 10)).containsExactly("see",
				"http://example.org/a/long/path", "now");
		assertThat(TerminalText.wrap("注文 注文", 8)).containsExactly("注文", "注文");
		assertThat(TerminalText.wrap("short", 80)).containsExactly("short");
		assertThat(TerminalText.wrap("", 80)).containsExactly("");
	}

	@Test
	void safe_putsEverythingInOneLine() {
		assertThat(TerminalText.safe("a\r\nb\tc\u2028d\u0085e")).isEqualTo("a  b c d e");
	}

	@Test
	void safe_keepsWhatPeopleWrite() {
		String text = "größer, 日本語, שלום, 👩‍💻 →";
		assertThat(TerminalText.safe(text)).isEqualTo(text);
	}

	@Test
	void safeJson_escapesWhatJsonAllowsAndATerminalObeys() {
		String json = "{\"a\":\"x\u009b2J\u007f\u202ey\"}";
		String safe = TerminalText.safeJson(json);
		assertThat(safe).isEqualTo("{\"a\":\"x\\u009b2J\\u007f\\u202ey\"}");
		assertThat(Json.read(safe)).isEqualTo(Json.read(json));
	}

	@ParameterizedTest
	@CsvSource({ "abc, 3", "日本, 4", "e\u0301, 1", "👍, 2", "'', 0" })
	void width_countsColumns(String text, int columns) {
		assertThat(TerminalText.width(text)).isEqualTo(columns);
	}

	@ParameterizedTest
	@CsvSource({ "abcdef, 6, abcdef", "abcdefg, 6, abcde…", "日本語, 4, 日…", "日本語, 5, 日本…" })
	void cut_neverTakesMoreColumnsThanThereAre(String text, int columns, String cut) {
		assertThat(TerminalText.cut(text, columns)).isEqualTo(cut);
	}

	@Test
	void left_fillsExactly_alsoBehindAWideCharacterThatDoesNotFit() {
		assertThat(TerminalText.left("日本語", 4)).isEqualTo("日… ");
		assertThat(TerminalText.width(TerminalText.left("日本語", 4))).isEqualTo(4);
	}

}
