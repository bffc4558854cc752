package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WriterTest {

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch mayEnd = new CountDownLatch(1);

	private final WriteQueue queue = new WriteQueue(10, 10);

	private final Writer writer = new Writer(this.queue, this::failAtLast, new Faults(),
			new StoreMeters(new SimpleMeterRegistry()), Duration.ofSeconds(10));

	@Test
	void writingTime_countsAWriteThatIsUnderWay_andNothingAfterIt() throws InterruptedException {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.writer.start();
		assertThat(this.writer.writingTime()).isZero();

		this.queue.offer(new WriteRequest.Reopen(done));
		this.begun.await();
		await().until(() -> this.writer.writingTime().compareTo(Duration.ofMillis(20)) > 0);

		this.mayEnd.countDown();
		this.writer.close();
		assertThat(done).failsWithin(Duration.ofSeconds(10));
		assertThat(this.writer.writingTime()).isGreaterThan(Duration.ofMillis(20)).isEqualTo(this.writer.writingTime());
	}

	private Committer failAtLast() {
		this.begun.countDown();
		try {
			this.mayEnd.await();
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
		throw new IllegalStateException("there is no database");
	}

	private static final class Faults implements Writer.FaultHandler {

		@Override
		public void recover() {
		}

		@Override
		public TraceProblem problemOf(Throwable failure) {
			return new TraceProblem(ProblemType.STORE_UNAVAILABLE, String.valueOf(failure.getMessage()));
		}

	}

}
