package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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

	/** It rests so many times as long as it works, since ingest goes first. */
	private static final int REST = 20;

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Duration RETRY_MAX = Duration.ofMinutes(5);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final DuckDbEngine engine;

	private final int stretchSpans;

	private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1,
			Thread.ofPlatform().daemon().name("store-figures").factory());

	/** The last number up to which everything was tried once. */
	private long reached;

	/** The last number of the stretch that was tried last. */
	private long tried;

	/** The head when nothing was left to do. */
	private long doneAt;

	private final Set<Stretch> ofTooManyServices = new HashSet<>();

	private Duration retry = Duration.ZERO;

	private volatile boolean closed;

	/**
	 * A keeper that is not started yet.
	 * @param engine the store
	 * @param stretchSpans how many spans a stretch has
	 */
	FigureKeeper(DuckDbEngine engine, int stretchSpans) {
		this.engine = engine;
		this.stretchSpans = stretchSpans;
		// closing waits for what runs, not for what is to come
		this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	void start() {
		runAfter(INTERVAL);
	}

	private void runAfter(Duration wait) {
		this.thread.schedule(this::run, wait.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void run() {
		long begun = System.nanoTime();
		try {
			keepNext();
			this.retry = Duration.ZERO;
		}
		// whatever it is, the next try must come
		catch (RuntimeException | Error failure) {
			if (this.retry.isZero() && !this.closed) {
				logger.warn("Figures of services cannot be kept now and are read off the spans", failure);
			}
			Duration next = this.retry.multipliedBy(2).plus(INTERVAL);
			this.retry = (next.compareTo(RETRY_MAX) < 0) ? next : RETRY_MAX;
		}
		Duration rest = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(REST).plus(this.retry);
		if (!this.closed) {
			runAfter((rest.compareTo(INTERVAL) < 0) ? INTERVAL : rest);
		}
	}

	/** Keeps figures of all stretches that are due. */
	void keep() {
		boolean more = true;
		while (more) {
			more = keepNext();
		}
	}

	/**
	 * Keeps figures of a stretch that is due, if there is one.
	 * @return whether there was one
	 */
	synchronized boolean keepNext() {
		DeletedNumbers deletions = this.engine.deletedNumbers();
		DeletedNumbers.Since since = deletions.takeAll();
		long head = this.engine.head().value();
		if (head == this.doneAt && since.isEmpty()) {
			return false;
		}
		List<Stretch> complete = complete(head);
		this.doneAt = complete.isEmpty() ? head : 0;
		List<Stretch> due = complete.stream()
			.filter((stretch) -> stretch.last() > this.reached || !since.mayMeet(stretch))
			.toList();
		if (due.isEmpty() || this.closed) {
			return false;
		}
		// one that fails must not keep the others waiting
		keep(due.stream().filter((stretch) -> stretch.first() > this.tried).findFirst().orElse(due.getFirst()),
				deletions);
		return true;
	}

	/** The stretches that could have figures and have none, in order. */
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
		this.tried = stretch.last();
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
