package io.mahavishnu.otel.index;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeederPaceTest {

	private long nowNanos;

	private Duration writing = Duration.ZERO;

	@Test
	void rest_isAsLongAsTheRoundTimesTheFactor_whileTheStoreIsBusy() {
		FeederPace pace = pace(2);

		pace.begin();
		pass(Duration.ofMillis(100), Duration.ofMillis(60));

		assertThat(pace.rest()).isEqualTo(Duration.ofMillis(200));
	}

	@Test
	void rest_isNone_whileTheStoreIsNotBusy() {
		FeederPace pace = pace(2);

		pace.begin();
		pass(Duration.ofMillis(100), Duration.ofMillis(50));

		assertThat(pace.rest()).isZero();
	}

	@Test
	void rest_isNone_whenTheFactorIsZero() {
		FeederPace pace = pace(0);

		pace.begin();
		pass(Duration.ofMillis(100), Duration.ofMillis(100));

		assertThat(pace.rest()).isZero();
	}

	@Test
	void rest_isASecondAtMost() {
		FeederPace pace = pace(10);

		pace.begin();
		pass(Duration.ofSeconds(1), Duration.ofSeconds(1));

		assertThat(pace.rest()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void rest_countsTheRoundAlone() {
		FeederPace pace = pace(2);
		pass(Duration.ofSeconds(5), Duration.ofSeconds(5));

		pace.begin();
		pass(Duration.ofMillis(10), Duration.ZERO);

		assertThat(pace.rest()).isZero();
	}

	private FeederPace pace(double factor) {
		return new FeederPace(factor, () -> this.writing, () -> this.nowNanos);
	}

	private void pass(Duration time, Duration writing) {
		this.nowNanos += time.toNanos();
		this.writing = this.writing.plus(writing);
	}

}
