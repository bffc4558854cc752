package io.mahavishnu.otel.retention;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.StoreFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/** Runs the retention from time to time, as long as the service runs. */
final class RetentionThread implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RetentionThread.class);

	private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(10);

	private final Retention retention;

	private final StoreFiles files;

	private final Duration interval;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	private @Nullable Thread thread;

	RetentionThread(Retention retention, StoreFiles files, Duration interval) {
		this.retention = retention;
		this.files = files;
		this.interval = interval;
	}

	@Override
	public void start() {
		this.stopping = new CountDownLatch(1);
		this.thread = Thread.ofPlatform().daemon().name("retention").start(this::run);
	}

	@Override
	public void stop() {
		this.stopping.countDown();
		this.files.cancel();
		Thread running = this.thread;
		try {
			if (running != null && !running.join(STOP_WAIT_MAX)) {
				log.warn("The retention did not stop within {}; it goes on at the next start", STOP_WAIT_MAX);
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null && this.thread.isAlive();
	}

	private void run() {
		try {
			while (!this.stopping.await(this.interval.toMillis(), TimeUnit.MILLISECONDS)) {
				runOnce();
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void runOnce() {
		try {
			this.retention.run(() -> this.stopping.getCount() == 0);
		}
		catch (TraceProblem problem) {
			log.warn("Nothing was removed or purged this time: {}", problem.detail());
		}
		catch (RuntimeException | Error failure) {
			// the thread must live; the next run tries again
			log.error("The retention failed and is tried again", failure);
		}
	}

}
