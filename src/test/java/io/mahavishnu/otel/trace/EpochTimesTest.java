package io.mahavishnu.otel.trace;

import java.math.BigDecimal;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EpochTimesTest {

	@ParameterizedTest
	@CsvSource({ "2024-01-01T00:00:00Z, 1704067200000000000", "2024-01-01T01:00:00+01:00, 1704067200000000000",
			"2024-01-01T05:30:00+05:30, 1704067200000000000", "2023-12-31T19:00:00-05:00, 1704067200000000000",
			"2024-01-01t00:00:00z, 1704067200000000000", "2024-01-01 00:00:00Z, 1704067200000000000",
			"2024-01-01T00:00:00.123456789Z, 1704067200123456789",
			"2024-01-01T00:00:00.1234567899Z, 1704067200123456789", "1970-01-01T00:00:00Z, 0",
			"1704067200, 1704067200000000000", "1704067200.5, 1704067200500000000",
			"1704067200123456789, 1704067200123456789", "2262-04-11T23:47:16.854775807Z, 9223372036854775807" })
	void parseEpochNanos_readsEveryForm(String text, long epochNanos) {
		assertThat(EpochTimes.parseEpochNanos(text)).isEqualTo(epochNanos);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1000000000", "1704067200, 1704067200000000000",
			"1704067200.000000001, 1704067200000000001", "99999999999e-2, 999999999990000000",
			"1704067200123, 1704067200123000000", "1704067200123.5, 1704067200123500000",
			"1704067200123456, 1704067200123456000", "1704067200123456789, 1704067200123456789",
			"9223372036854775807, 9223372036854775807", "1.7040672e9, 1704067200000000000", "1e-999999999, 0",
			"100000000000, 100000000000000000", "100000000000000, 100000000000000000",
			"100000000000000000, 100000000000000000" })
	void ofNumber_takesTheUnitFromTheSize(BigDecimal number, long epochNanos) {
		assertThat(EpochTimes.ofNumber(number)).isEqualTo(epochNanos);
	}

	@ParameterizedTest
	@ValueSource(strings = { "yesterday", "", "2024-01-01", "2024-01-01T00:00:00", "2024-13-01T00:00:00Z",
			"2024-01-01T25:00:00Z", "1e9", "1969-12-31T23:59:59Z", "-1", "2263-01-01T00:00:00Z", "9223372036854775808",
			"99999999999999999999" })
	void parseEpochNanos_namesTheValue_whenItIsNoTime(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> EpochTimes.parseEpochNanos(text))
			.withMessageContaining(text)
			.withMessageContaining("not a time");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "-1704067200", "9223372036854775808", "99999999999", "1e999999999", "-1e999999999" })
	void ofNumber_fails_whenItLiesOutside1970To2262(BigDecimal number) {
		assertThatIllegalArgumentException().isThrownBy(() -> EpochTimes.ofNumber(number))
			.withMessageContaining("1970 to 2262");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1250, 1250000000", "0.000001, 1", "0.0000001, 0", "9223372036854, 9223372036854000000" })
	void ofMillis_keepsNanoseconds(BigDecimal millis, long nanos) {
		assertThat(EpochTimes.ofMillis(millis)).isEqualTo(nanos);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "9223372036855", "1e999999999" })
	void ofMillis_fails_whenNegativeOrTooLong(BigDecimal millis) {
		assertThatIllegalArgumentException().isThrownBy(() -> EpochTimes.ofMillis(millis));
	}

	@Test
	void ofInstant_keepsNanoseconds_andDoesNotTurnNegative() {
		assertThat(EpochTimes.ofInstant(Instant.parse("2024-01-01T00:00:00.123456789Z")))
			.isEqualTo(1704067200123456789L);
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> EpochTimes.ofInstant(Instant.parse("2263-01-01T00:00:00Z")));
	}

	@Test
	void toRfc3339_writesWhatIsReadBackEqual() {
		assertThat(EpochTimes.toRfc3339(1704067200123456789L)).isEqualTo("2024-01-01T00:00:00.123456789Z");
		assertThat(EpochTimes.parseEpochNanos(EpochTimes.toRfc3339(1704067200000000001L)))
			.isEqualTo(1704067200000000001L);
	}

}
