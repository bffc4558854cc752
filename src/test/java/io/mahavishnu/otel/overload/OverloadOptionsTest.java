package io.mahavishnu.otel.overload;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OverloadOptionsTest {

	@Test
	void parse_takesTheDefaults_whenNothingIsSaid() {
		assertThat(OverloadOptions.parse())
			.isEqualTo(new OverloadOptions(Duration.ofSeconds(60), 64, 10, 200, List.of("-Xmx512m")));
	}

	@Test
	void parse_readsEveryOption() {
		assertThat(OverloadOptions.parse("--seconds", "5", "--connections", "4", "--factor", "2.5", "--spans", "10",
				"--jvm", "-Xmx1g", "--jvm", "-Xms1g"))
			.isEqualTo(new OverloadOptions(Duration.ofSeconds(5), 4, 2.5, 10, List.of("-Xmx1g", "-Xms1g")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--seconds", "--what 1", "--connections 0", "--factor none" })
	void parse_refusesWhatMakesNoSense(String arguments) {
		assertThatIllegalArgumentException().isThrownBy(() -> OverloadOptions.parse(arguments.split(" ")));
	}

}
