package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AttemptTest {

	/** As a key does that is read late, within a comparison. */
	@Test
	void get_tellsAnUncheckedFailureOfTheDiskAsOne() {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> Attempt.get(() -> {
			throw new UncheckedIOException(new IOException("broken"));
		}))
			.withMessageContaining("broken")
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));
	}

}
