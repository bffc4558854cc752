package io.mahavishnu.otel.fuzz;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class DecodersTest {

	private static final int INPUTS = 5000;

	static List<FuzzTarget> decoders() {
		return Decoders.all();
	}

	@ParameterizedTest
	@MethodSource("decoders")
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void aDamagedInput_isReadOrRefused_andNothingElse(FuzzTarget decoder) {
		assertThat(new FuzzRun(decoder, 1).run((inputs) -> inputs < INPUTS).inputs()).isEqualTo(INPUTS);
	}

}
