package io.mahavishnu.otel.index;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeederPaceTest {

	private static final Duration REST_MAX = Duration.ofSeconds(4);

	private long nowNanos;

	private Duration writing = Duration.ZERO;

	private double busyProcessors = 1;

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
	void rest_hasAMaximum() {
		FeederPace pace = pace(10);

		pace.begin();
		pass(Duration.ofSeconds(1), Duration.ofSeconds(1));

		assertThat(pace.rest()).isEqualTo(REST_MAX);
	}

	@Test
	void rest_countsTheRoundAlone() {
		FeederPace pace = pace(2);
		pass(Duration.ofSeconds(5), Duration.ofSeconds(5));

		pace.begin();
		pass(Duration.ofMillis(10), Duration.ZERO);

		assertThat(pace.rest()).isZero();
	}

	@Test
	void mustRest_whileTheStoreAndTheProcessorsAreBusy() {
		FeederPace pace = resting();

		pass(Duration.ofMillis(300), Duration.ofMillis(200));
		this.busyProcessors = 0.76;

		assertThat(pace.mustRest()).isTrue();
	}

	@Test
	void mustRest_notOnceAWholeProcessorIsIdle() {
		FeederPace pace = resting();

		pass(Duration.ofMillis(300), Duration.ofMillis(300));
		this.busyProcessors = 0.75;

		assertThat(pace.mustRest()).isFalse();
	}

	@Test
	void mustRest_notOnceTheStoreHasLessToWrite() {
		FeederPace pace = resting();

		pass(Duration.ofMillis(300), Duration.ofMillis(100));

		assertThat(pace.mustRest()).isFalse();
	}

	@Test
	void mustRest_whereTheLoadOfTheProcessorsIsNotKnown() {
		FeederPace pace = resting();

		pass(Duration.ofMillis(300), Duration.ofMillis(300));
		this.busyProcessors = -1;

		assertThat(pace.mustRest()).isTrue();
	}

	@Test
	void mustRest_judgesNoTimeThatIsTooShortToTell() {
		FeederPace pace = resting();

		pass(Duration.ofMillis(10), Duration.ZERO);
		this.busyProcessors = 0;

		assertThat(pace.mustRest()).isTrue();
	}

	@Test
	void mustRest_notOnceHalfOfTheOnlyProcessorIsIdle() {
		FeederPace pace = resting(1);

		pass(Duration.ofMillis(300), Duration.ofMillis(300));
		this.busyProcessors = 0.5;

		assertThat(pace.mustRest()).isFalse();
	}

	private FeederPace resting() {
		return resting(4);
	}

	private FeederPace resting(int processors) {
		FeederPace pace = pace(2, processors);
		pace.begin();
		pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
		assertThat(pace.rest()).isPositive();
		return pace;
	}

	private FeederPace pace(double factor) {
		return pace(factor, 4);
	}

	private FeederPace pace(double factor, int processors) {
		return new FeederPace(factor, REST_MAX, () -> this.writing, () -> this.busyProcessors, processors,
				() -> this.nowNanos);
	}

	private void pass(Duration time, Duration writing) {
		this.nowNanos += time.toNanos();
		this.writing = this.writing.plus(writing);
	}

}
