package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps figures in the background, as long as the service runs. What fails is tried
 * again, each time after a longer while; until then figures are read off the spans.
 */
final class FigureThread implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(FigureThread.class);

	/** It rests so many times as long as it works, since ingest goes first. */
	private static final int REST = 20;

	private static final Duration REST_MIN = Duration.ofSeconds(1);

	private static final Duration REST_MAX = Duration.ofSeconds(15);

	private static final Duration RETRY_MAX = Duration.ofMinutes(5);

	private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);

	private final FigureKeeper keeper;

	private Duration retry = Duration.ZERO;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	private @Nullable Thread thread;

	FigureThread(FigureKeeper keeper) {
		this.keeper = keeper;
	}

	@Override
	public void start() {
		this.stopping = new CountDownLatch(1);
		this.thread = Thread.ofPlatform().daemon().name("store-figures").start(this::run);
	}

	/** Waits a little for the statement that it is at. */
	@Override
	public void stop() {
		this.stopping.countDown();
		Thread running = this.thread;
		try {
			if (running != null && !running.join(STOP_WAIT_MAX)) {
				logger.warn("Figures were still being read {} s after the stop; they are at the next start",
						STOP_WAIT_MAX.toSeconds());
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
			Duration wait = REST_MIN;
			while (!this.stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
				long begun = System.nanoTime();
				runOnce();
				Duration rest = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(REST);
				wait = min(max(rest, REST_MIN), REST_MAX).plus(this.retry);
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void runOnce() {
		try {
			this.keeper.keepNext(() -> this.stopping.getCount() == 0);
			this.retry = Duration.ZERO;
		}
		// whatever it is, the next try must come
		catch (RuntimeException | Error failure) {
			if (this.retry.isZero()) {
				logger.warn("Figures of services cannot be kept now and are read off the spans", failure);
			}
			this.retry = min(this.retry.multipliedBy(2).plus(REST_MIN), RETRY_MAX);
		}
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? other : one;
	}

}
