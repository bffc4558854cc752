package io.mahavishnu.otel.index;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.management.OperatingSystemMXBean;
import io.mahavishnu.otel.embed.EmbeddingModels;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps the index up to date with the store, on a thread in the background: follows the
 * change log, lets traces rest for their quiet period, indexes them in batches, and makes
 * the index durable from time to time with a watermark that no unindexed change precedes
 * ({@link IndexingRounds}). What fails because the store or the disk does is tried again;
 * a trace that cannot be indexed by itself is left out, counted and named in the log.
 */
public final class IndexFeeder implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(IndexFeeder.class);

	private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

	private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(20);

	private static final OperatingSystemMXBean MACHINE = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private final TraceStore store;

	private final TraceIndex index;

	private final PendingTraces pending;

	private final FeederProperties properties;

	private final FeederPace pace;

	private final SearchableWaiters waiters = new SearchableWaiters();

	private final Semaphore wake = new Semaphore(0);

	private final CatchUp catchUp;

	private final IndexingRounds rounds;

	private volatile @Nullable String failure;

	private volatile boolean stopping;

	private @Nullable Thread thread;

	IndexFeeder(TraceStore store, TraceIndex index, TraceIndexer indexer, EmbeddingModels models,
			ModelChange modelChange, PendingTraces pending, FeederProperties properties, MeterRegistry meters) {
		this.store = store;
		this.index = index;
		this.pending = pending;
		this.properties = properties;
		this.pace = new FeederPace(properties.restUnderLoad(), properties.restMax(), store::writingTime,
				MACHINE::getCpuLoad, MACHINE.getAvailableProcessors(), Ticker.systemTicker());
		this.catchUp = new CatchUp(store, pending);
		this.rounds = new IndexingRounds(store, index, indexer, models, modelChange, pending, this.waiters,
				this.catchUp, properties, meters);
		Gauge.builder("mahavishnu.index.lag.changes", this.catchUp, CatchUp::lagChanges)
			.description("Changes that are durable and cannot be found yet")
			.register(meters);
		Gauge.builder("mahavishnu.index.lag.seconds", pending, (each) -> each.age().toNanos() / 1e9)
			.description("How long ago the oldest change that cannot be found yet was received")
			.register(meters);
	}

	/** Tells the feeder that the store has new changes. */
	public void wakeUp() {
		this.wake.release();
	}

	/**
	 * Waits, without a quiet period, until traces can be found. Where the index is
	 * further behind than it keeps spans in memory, they come in the order of the log.
	 * @param traces the traces
	 * @param upTo the position of the last of their changes
	 * @param waitMax how long to wait
	 * @return completes with true when they can be found by meaning and by words; with
	 * false after the time, or when they are indexed without a model
	 */
	public CompletableFuture<Boolean> whenSearchable(Collection<TraceId> traces, LogPosition upTo, Duration waitMax) {
		CompletableFuture<Boolean> answer = this.waiters.add(traces, upTo, waitMax);
		if (this.stopping) {
			this.waiters.giveUp();
		}
		wakeUp();
		return answer;
	}

	/** How many changes are durable and cannot be found yet. */
	public long lagChanges() {
		return this.catchUp.lagChanges();
	}

	/** Whether what was stored before the start is still being indexed. */
	public boolean isCatchingUp() {
		return this.catchUp.isUnderWay();
	}

	/** Why nothing could be indexed at the last try; empty when it could. */
	public Optional<String> failure() {
		return Optional.ofNullable(this.failure);
	}

	/** The share of what was stored before the start that is indexed, in [0, 1]. */
	public double progress() {
		return this.catchUp.progress();
	}

	@Override
	public void start() {
		this.stopping = false;
		if (this.thread == null && this.index.furthest().isAfter(this.store.found())) {
			log.warn("The index knows more than the store, which lost its end or was restored; it is made again");
			this.index.clear();
			this.pending.restart(LogPosition.START);
			this.catchUp.begin();
		}
		if (isCatchingUp()) {
			log.info("Indexing what was stored before: {} changes", lagChanges());
		}
		this.thread = Thread.ofPlatform().name("index-feeder").start(this::run);
	}

	@Override
	public void stop() {
		this.stopping = true;
		wakeUp();
		Thread running = this.thread;
		try {
			if (running != null && !running.join(STOP_WAIT_MAX)) {
				log.warn("The feeder did not stop within {}; what it did not commit is indexed again at the next start",
						STOP_WAIT_MAX);
			}
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null && this.thread.isAlive();
	}

	private void run() {
		while (!this.stopping) {
			try {
				this.pace.begin();
				boolean more = this.rounds.next(this::letIngestGoFirst);
				this.failure = null;
				if (more) {
					letIngestGoFirst();
				}
				else {
					rest();
				}
			}
			catch (TraceProblem problem) {
				this.failure = problem.detail();
				log.warn("Indexing pauses: {}", problem.detail());
				pause(RETRY_DELAY);
			}
			// an Error, too, such as a mapped file cut short: nobody else would index
			catch (RuntimeException | Error failure) {
				this.failure = failure.toString();
				log.error("Indexing failed and is tried again", failure);
				pause(RETRY_DELAY);
			}
		}
		finish();
	}

	private void finish() {
		this.waiters.giveUp();
		try {
			this.rounds.commit();
		}
		catch (RuntimeException | Error failure) {
			log.warn("The index could not be committed at the end; it resumes from its last commit", failure);
		}
	}

	private void rest() {
		Duration untilCommit = this.properties.commitInterval();
		Duration untilDue = this.pending.untilDue().orElse(untilCommit);
		pause((untilDue.compareTo(untilCommit) < 0) ? untilDue : untilCommit);
	}

	/**
	 * Rests in proportion to what was done since the last rest. New changes do not end
	 * it, since there are new ones all the time; a waiter does.
	 */
	private void letIngestGoFirst() {
		long rest = this.pace.rest().toNanos();
		long end = System.nanoTime() + rest;
		for (long left = rest; left > 0 && !this.stopping && this.waiters.isEmpty()
				&& this.pace.mustRest(); left = end - System.nanoTime()) {
			pause(Duration.ofNanos(Math.min(left, FeederPace.SLICE.toNanos())));
		}
		this.pace.begin();
	}

	private void pause(Duration duration) {
		try {
			if (this.wake.tryAcquire(Math.max(1, duration.toMillis()), TimeUnit.MILLISECONDS)) {
				this.wake.drainPermits();
			}
		}
		catch (InterruptedException interrupted) {
			this.stopping = true;
		}
	}

}
