package io.mahavishnu.otel.trace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EpochTimesTest {

	@ParameterizedTest
	@CsvSource({ "2024-01-01T00:00:00Z, 1704067200000000000", "2024-01-01t00:00:00z, 1704067200000000000",
			"2024-01-01T02:00:00.123456789+02:00, 1704067200123456789", "1970-01-01T00:00:00Z, 0",
			"1704067200, 1704067200000000000", "1704067200.5, 1704067200500000000",
			"1704067200123, 1704067200123000000", "1704067200123456, 1704067200123456000",
			"1704067200123456789, 1704067200123456789", "1704067200123.25, 1704067200123250000", "0, 0",
			"9223372036854775807, 9223372036854775807" })
	void parseEpochNanos_readsTheTime(String text, long nanos) {
		assertThat(EpochTimes.parseEpochNanos(text)).isEqualTo(nanos);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday", "2024-01-01", "2024-01-01T00:00:00", "2024-13-01T00:00:00Z", "-5", "1e18",
			"1969-12-31T23:59:59Z", "9999-01-01T00:00:00Z", "9223372036854775808", "99999999999999999999", "NaN",
			"12abc" })
	void parseEpochNanos_namesTheValue_whenItIsNoTime(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> EpochTimes.parseEpochNanos(text))
			.withMessageContaining('"' + text + '"');
	}

	@Test
	void toRfc3339_writesWhatIsReadBackEqual() {
		assertThat(EpochTimes.toRfc3339(1704067200123456789L)).isEqualTo("2024-01-01T00:00:00.123456789Z");
		assertThat(EpochTimes.parseEpochNanos(EpochTimes.toRfc3339(1704067200000000001L)))
			.isEqualTo(1704067200000000001L);
	}

}
