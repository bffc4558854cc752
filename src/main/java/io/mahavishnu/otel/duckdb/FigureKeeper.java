package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.mahavishnu.otel.duckdb.GroupFigures.Group;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps figures of the log in the background, a stretch as soon as it is complete. One in
 * which something was deleted is read again when nothing more is deleted there. What
 * fails is tried again, each time after a longer while; until then figures are read off
 * the spans.
 */
final class FigureKeeper implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FigureKeeper.class);

	/** Figures of more services would take much memory, and save little. */
	private static final int SERVICES_MAX = 10_000;

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Duration RETRY_MAX = Duration.ofMinutes(5);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final DuckDbEngine engine;

	private final int stretchSpans;

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("store-figures").factory());

	/** The last number up to which everything was tried once. */
	private long reached;

	/** The head when nothing was left to do. */
	private long doneAt;

	private final Set<Stretch> ofTooManyServices = new HashSet<>();

	private Duration retry = Duration.ZERO;

	private long failedNanos;

	private volatile boolean closed;

	/**
	 * A keeper that is not started yet.
	 * @param engine the store
	 * @param stretchSpans how many spans a stretch has
	 */
	FigureKeeper(DuckDbEngine engine, int stretchSpans) {
		this.engine = engine;
		this.stretchSpans = stretchSpans;
	}

	void start() {
		this.thread.scheduleWithFixedDelay(this::keepOrRetryLater, INTERVAL.toNanos(), INTERVAL.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	private void keepOrRetryLater() {
		if (System.nanoTime() - this.failedNanos < this.retry.toNanos()) {
			return;
		}
		try {
			keep();
			this.retry = Duration.ZERO;
		}
		// whatever it is, the next try must come
		catch (RuntimeException | Error failure) {
			if (this.retry.isZero() && !this.closed) {
				logger.warn("Figures of services cannot be kept now and are read off the spans", failure);
			}
			this.failedNanos = System.nanoTime();
			Duration next = this.retry.multipliedBy(2).plus(INTERVAL);
			this.retry = (next.compareTo(RETRY_MAX) < 0) ? next : RETRY_MAX;
		}
	}

	/** Keeps figures of all stretches that are due. */
	synchronized void keep() {
		DeletedNumbers deletions = this.engine.deletedNumbers();
		DeletedNumbers.Since since = deletions.takeAll();
		long head = this.engine.head().value();
		if (head == this.doneAt && since.isEmpty()) {
			return;
		}
		List<Stretch> complete = complete(head);
		RuntimeException failure = null;
		for (Stretch stretch : complete) {
			if (!this.closed && (stretch.last() > this.reached || !since.mayMeet(stretch))) {
				try {
					keep(stretch, deletions);
				}
				catch (RuntimeException another) {
					failure = another;
				}
			}
		}
		if (failure != null) {
			throw failure;
		}
		this.doneAt = complete.isEmpty() ? head : 0;
	}

	/** The stretches that could have figures and have none. */
	private List<Stretch> complete(long head) {
		List<Stretch> complete = new ArrayList<>();
		for (Stretch left : Stretch.leftBy(this.engine.read(FigureTables::stretches), head)) {
			for (Stretch piece : left.pieces(this.stretchSpans)) {
				boolean full = piece.last() - piece.first() + 1 == this.stretchSpans;
				if ((full || piece.last() < head) && !this.ofTooManyServices.contains(piece)) {
					complete.add(piece);
				}
			}
		}
		return complete;
	}

	/** Each statement by itself, so that other reads get their turns. */
	private void keep(Stretch stretch, DeletedNumbers deletions) {
		this.reached = Math.max(this.reached, stretch.last());
		if (this.engine.read((session) -> FigureTables.countServices(session, stretch)) > SERVICES_MAX) {
			this.ofTooManyServices.add(stretch);
			return;
		}
		Map<Group, GroupFigures> groups = new HashMap<>(
				this.engine.read((session) -> FigureTables.readServices(session, stretch)));
		groups.putAll(this.engine.read((session) -> FigureTables.readNames(session, stretch)));
		this.engine.writeAndWait(new WriteRequest.KeepFigures(stretch, groups, deletions, new CompletableFuture<>()));
	}

	/** Waits a little for the stretch that it is at. */
	@Override
	public void close() {
		this.closed = true;
		this.thread.shutdown();
		try {
			this.thread.awaitTermination(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
