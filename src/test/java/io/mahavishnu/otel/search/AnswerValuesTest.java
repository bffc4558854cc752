package io.mahavishnu.otel.search;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerValuesTest {

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 0.000001", "1500000, 1.5", "10000000, 10", "100000000000000000, 100000000000",
			"12345678, 12.345678" })
	void millis_hasAsManyDigitsAsItNeeds(long nanos, String millis) {
		assertThat(AnswerValues.millis(nanos)).hasToString(millis);
	}

}
