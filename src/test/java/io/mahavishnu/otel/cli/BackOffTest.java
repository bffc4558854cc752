package io.mahavishnu.otel.cli;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTest {

	private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(2),
			Duration.ofMinutes(1));

	@Test
	void next_doublesUpToTheMost() {
		assertThat(wait(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
		assertThat(wait(3)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
		assertThat(wait(60)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
	}

	@Test
	void next_waitsAtLeastAsLongAsAsked() {
		assertThat(BACK_OFF.next(1, Duration.ZERO, Optional.of(Duration.ofSeconds(7)))).contains(Duration.ofSeconds(7));
	}

	@Test
	void next_givesUp_whenTheTimeIsOver() {
		assertThat(BACK_OFF.next(5, Duration.ofMinutes(1), Optional.empty())).isEmpty();
		assertThat(BackOff.NONE.next(1, Duration.ZERO, Optional.empty())).isEmpty();
	}

	@Test
	void next_givesUp_whenMoreIsAskedThanIsLeft() {
		assertThat(BACK_OFF.next(1, Duration.ofSeconds(50), Optional.of(Duration.ofSeconds(11)))).isEmpty();
	}

	private static Duration wait(int failures) {
		return BACK_OFF.next(failures, Duration.ZERO, Optional.empty()).orElseThrow();
	}

}
