package io.mahavishnu.otel.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

	@ParameterizedTest
	@CsvSource({ "0, 0 ms", "0.0004, 0.4 µs", "0.42, 420 µs", "1, 1 ms", "9.996, 10 ms", "123.4, 123 ms", "999.7, 1 s",
			"1240, 1.24 s", "59900, 59.9 s", "61000, 1 m 1 s", "7500000, 2 h 5 m", "180000000, 2 d 2 h" })
	void duration_isShort(double millis, String text) {
		assertThat(Figures.duration(millis)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "1023, 1023 B", "1024, 1 KiB", "1536, 1.5 KiB", "48318382, 46.1 MiB" })
	void bytes_areShort(long bytes, String text) {
		assertThat(Figures.bytes(bytes)).isEqualTo(text);
	}

	@Test
	void seconds_showsAnUnreadableTimeAsItIs_madeSafe() {
		assertThat(Figures.seconds("2026-11-12T11:04:11.9+01:00")).isEqualTo("2026-11-12 10:04:11");
		assertThat(Figures.seconds("soon\u001b")).isEqualTo("soon␛");
	}

}
