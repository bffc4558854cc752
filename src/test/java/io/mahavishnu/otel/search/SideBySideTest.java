package io.mahavishnu.otel.search;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SideBySideTest {

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final SideBySide sideBySide = new SideBySide(this.executor);

	@AfterEach
	void close() {
		this.executor.close();
	}

	@Test
	void both_runAtTheSameTime() {
		CountDownLatch here = new CountDownLatch(1);
		CountDownLatch elsewhere = new CountDownLatch(1);
		String met = this.sideBySide.both(() -> meet(here, elsewhere), () -> meet(elsewhere, here),
				(one, other) -> one + other);
		assertThat(met).isEqualTo("metmet");
	}

	@Test
	void both_waitsForWhatRunsElsewhere_whenWhatRunsHereFails() {
		CountDownLatch failing = new CountDownLatch(1);
		AtomicBoolean over = new AtomicBoolean();
		Supplier<String> failure = () -> {
			failing.countDown();
			throw new IllegalStateException("here");
		};
		Supplier<String> slow = () -> {
			await(failing);
			over.set(true);
			throw new IllegalStateException("elsewhere");
		};
		assertThatThrownBy(() -> this.sideBySide.both(failure, slow, String::concat)).hasMessage("here");
		assertThat(over).isTrue();
	}

	@Test
	void both_failsAsWhatRunsElsewhereDoes() {
		Supplier<String> failure = () -> {
			throw new IllegalArgumentException("elsewhere");
		};
		assertThatThrownBy(() -> this.sideBySide.both(() -> "here", failure, String::concat))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessage("elsewhere");
	}

	private static String meet(CountDownLatch mine, CountDownLatch other) {
		mine.countDown();
		await(other);
		return "met";
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException interrupted) {
			throw new IllegalStateException(interrupted);
		}
	}

}
