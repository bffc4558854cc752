package io.mahavishnu.otel.embed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class InferenceThreadsTest {

	private final InferenceThreads threads = new InferenceThreads(1, 2);

	private final CountDownLatch gate = new CountDownLatch(1);

	private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void stop() {
		this.gate.countDown();
		this.threads.stop();
	}

	@Test
	void submit_runsQueriesFirst_andEachKindInOrder() throws Exception {
		occupy();
		List<Future<Boolean>> runs = List.of(submit(Purpose.PASSAGE, "passage 1"), submit(Purpose.PASSAGE, "passage 2"),
				submit(Purpose.QUERY, "query 1"), submit(Purpose.QUERY, "query 2"));
		assertThat(this.threads.waiting(Purpose.PASSAGE)).isEqualTo(2);
		this.gate.countDown();
		for (Future<Boolean> run : runs) {
			run.get();
		}
		assertThat(this.ran).containsExactly("query 1", "query 2", "passage 1", "passage 2");
		assertThat(this.threads.waiting(Purpose.PASSAGE)).isZero();
	}

	@Test
	void submit_refusesAQuery_whenTooManyWait() throws Exception {
		occupy();
		submit(Purpose.QUERY, "query 1");
		submit(Purpose.QUERY, "query 2");
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> submit(Purpose.QUERY, "query 3"))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.MODEL_UNAVAILABLE));
	}

	@Test
	void submit_letsAPassageWait_whenTooManyWait() throws Exception {
		occupy();
		submit(Purpose.PASSAGE, "passage 1");
		submit(Purpose.PASSAGE, "passage 2");
		Thread third = Thread.ofVirtual().start(() -> {
			try {
				submit(Purpose.PASSAGE, "passage 3");
			}
			catch (InterruptedException ex) {
				this.ran.add("interrupted");
			}
		});
		await().until(() -> third.getState() == Thread.State.WAITING);
		this.gate.countDown();
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("passage 1", "passage 2", "passage 3"));
	}

	@Test
	void submit_runsOnPlatformThreads_forVirtualCallers() throws Exception {
		List<Thread> workers = Collections.synchronizedList(new ArrayList<>());
		Thread.ofVirtual().start(() -> {
			try {
				this.threads.submit(Purpose.QUERY, () -> workers.add(Thread.currentThread())).get();
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
		}).join();
		assertThat(workers).singleElement().satisfies((worker) -> {
			assertThat(worker.isVirtual()).isFalse();
			assertThat(worker.getName()).startsWith("embedding-");
		});
	}

	@Test
	void stop_endsWhatRuns_andRefusesWhatWaits() throws Exception {
		Future<Boolean> running = occupy();
		Future<Boolean> waiting = submit(Purpose.PASSAGE, "passage");
		Thread stopper = Thread.ofVirtual().start(this.threads::stop);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.withCauseInstanceOf(TraceProblem.class);
		this.gate.countDown();
		stopper.join();
		assertThat(running.get()).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(submit(Purpose.QUERY, "late")::get)
			.withCauseInstanceOf(TraceProblem.class);
		assertThat(this.ran).isEmpty();
	}

	private Future<Boolean> occupy() throws InterruptedException {
		CountDownLatch started = new CountDownLatch(1);
		Future<Boolean> run = this.threads.submit(Purpose.PASSAGE, () -> {
			started.countDown();
			this.gate.await();
			return true;
		});
		started.await();
		return run;
	}

	private Future<Boolean> submit(Purpose purpose, String name) throws InterruptedException {
		return this.threads.submit(purpose, () -> this.ran.add(name));
	}

}
