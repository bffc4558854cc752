package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.mahavishnu.otel.problem.TraceProblem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps figures of the log in the background, a stretch as soon as it is complete. One in
 * which something was deleted is read again when nothing is being deleted any more.
 */
final class FigureKeeper implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FigureKeeper.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final DuckDbEngine engine;

	private final int stretchSpans;

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("store-figures").factory());

	private FigureTables.@Nullable Deletions deletions;

	/** The last number of which figures were kept. */
	private long reached;

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
		this.thread.scheduleWithFixedDelay(this::keepIfPossible, INTERVAL.toNanos(), INTERVAL.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	private void keepIfPossible() {
		try {
			keep();
		}
		catch (TraceProblem problem) {
			// figures are read off the spans until it works again
			logger.debug("Figures cannot be kept now", problem);
		}
		catch (RuntimeException failure) {
			logger.error("Figures cannot be kept", failure);
		}
	}

	/** Keeps figures of all stretches that are due. */
	synchronized void keep() {
		FigureTables tables = this.engine.figureTables();
		boolean quiet = tables.deletions() == this.deletions;
		this.deletions = tables.deletions();
		for (Stretch stretch : due(tables.kept(), quiet)) {
			if (this.closed) {
				return;
			}
			FigureTables.StretchFigures figures = this.engine.read((session) -> tables.read(session, stretch));
			this.engine.writeAndWait(new WriteRequest.KeepFigures(figures, new CompletableFuture<>()));
			this.reached = Math.max(this.reached, stretch.last());
		}
	}

	private List<Stretch> due(List<Stretch> kept, boolean quiet) {
		long head = this.engine.head().value();
		List<Stretch> due = new ArrayList<>();
		for (Stretch left : Stretch.leftBy(kept, head)) {
			for (Stretch piece : left.pieces(this.stretchSpans)) {
				boolean complete = piece.last() < head || piece.last() - piece.first() + 1 == this.stretchSpans;
				if (complete && (quiet || piece.last() > this.reached)) {
					due.add(piece);
				}
			}
		}
		return due;
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
