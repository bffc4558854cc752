package io.mahavishnu.otel.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.retention.RetentionFigures.Limit;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.OldTraces;
import io.mahavishnu.otel.store.ReceiptBound;
import io.mahavishnu.otel.store.Removal;
import io.mahavishnu.otel.store.StoreFigures;
import io.mahavishnu.otel.store.StoreFiles;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.EpochTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes traces that are too old or too many, oldest first by the receipt of their last
 * span, a small commit at a time between those of the ingest; and has the files written
 * anew when deleted text has been in them for long enough. Runs on one thread; the
 * figures may be read by any.
 */
public final class Retention {

	private static final Logger log = LoggerFactory.getLogger(Retention.class);

	/** How many spans are looked at for old traces at a time. */
	private static final int LOOK_AT_SPANS = 100_000;

	/** Removed down to this share of the room, so that not every run has to. */
	private static final double ROOM_KEPT = 0.95;

	private static final double HALF = 0.5;

	private final TraceStore store;

	private final StoreFiles files;

	private final TraceIndex index;

	private final Runnable removed;

	private final RetentionProperties properties;

	private final InstantSource clock;

	private final Hold hold;

	private final Counter traces;

	private final Counter spans;

	/** Whether room of what was removed for want of it may not be free yet. */
	private boolean reclaimDue;

	private volatile RetentionFigures figures = new RetentionFigures(0, 0, null, Limit.NONE);

	/**
	 * A retention.
	 * @param removed told when there is something for the index to remove
	 * @param clock by which spans are received
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	Retention(TraceStore store, StoreFiles files, TraceIndex index, Runnable removed, RetentionProperties properties,
			InstantSource clock, LongSupplier nanoTime, MeterRegistry meters) {
		this.store = store;
		this.files = files;
		this.index = index;
		this.removed = removed;
		this.properties = properties;
		this.clock = clock;
		this.hold = new Hold(properties.hold(), nanoTime);
		this.traces = counter(meters, "mahavishnu.retention.traces", "Traces removed as too old or too many");
		this.spans = counter(meters, "mahavishnu.retention.spans", "Spans of removed traces");
		TimeGauge.builder("mahavishnu.retention.last.run", () -> this.figures.lastRunEpochNanos(), TimeUnit.NANOSECONDS)
			.description("When it was last looked for traces to remove, since 1970")
			.register(meters);
		Gauge.builder("mahavishnu.retention.held", this.hold, (each) -> each.isHolding() ? 1 : 0)
			.description("1 while most of the store seems too old all at once and is kept, else 0")
			.register(meters);
	}

	/** What was removed since the start. */
	public RetentionFigures figures() {
		return this.figures;
	}

	/**
	 * Purges what is due, and removes what has to go. In this order, since the index has
	 * followed by now what the run before removed.
	 * @param stopping whether to end before all is done
	 * @throws TraceProblem when the store cannot be used; the next run goes on
	 */
	void run(BooleanSupplier stopping) {
		if (!stopping.getAsBoolean()) {
			purgeWhatIsDue();
		}
		Limit limit = Limit.NONE;
		if (this.properties.maxAge().isPositive()) {
			long before = epochNanos(this.clock.instant().minus(this.properties.maxAge()));
			limit = (!isHeld(before) && remove(ReceiptBound.before(before), stopping) > 0) ? Limit.MAX_AGE : limit;
		}
		if (this.properties.maxDisk().toBytes() > 0 && removeUntilThereIsRoom(stopping) > 0) {
			limit = Limit.MAX_DISK;
		}
		this.figures = new RetentionFigures((long) this.traces.count(), (long) this.spans.count(),
				epochNanos(this.clock.instant()), limit);
	}

	/** Whether that would remove most of what is stored, and has to wait. */
	private boolean isHeld(long beforeEpochNanos) {
		long half = this.store.receivedEpochNanosAt(HALF);
		if (half == 0 || half >= beforeEpochNanos) {
			this.hold.release();
			return false;
		}
		return this.hold.keepsMost();
	}

	private long removeUntilThereIsRoom(BooleanSupplier stopping) {
		StoreFigures stored = this.store.figures();
		long used = stored.bytesUsed() + this.index.figures().bytesUsed();
		long max = this.properties.maxDisk().toBytes();
		if (used <= max || stored.spanRows() == 0) {
			return 0;
		}
		if (this.reclaimDue) {
			// what is used counts it still; measured anew in the next run
			reclaim();
			return 0;
		}
		double share = 1 - ROOM_KEPT * max / used;
		this.reclaimDue = true;
		long removed = remove(ReceiptBound.upTo(this.store.positionAt(share)), stopping);
		reclaim();
		return removed;
	}

	/** As long as it is not free, more would be removed in every run, for nothing. */
	private void reclaim() {
		try {
			this.files.reclaim();
			this.reclaimDue = false;
		}
		catch (TraceProblem problem) {
			log.info("The room of what was removed is not free yet, and nothing more is removed for want of room: {}",
					problem.detail());
		}
	}

	private long remove(ReceiptBound bound, BooleanSupplier stopping) {
		long removed = 0;
		OldTraces old = this.store.oldest(LogPosition.START, LOOK_AT_SPANS, bound);
		while (true) {
			for (OldTraces part : old.parts(this.properties.stepTraces())) {
				if (stopping.getAsBoolean()) {
					return removed;
				}
				removed += remove(part);
			}
			if (old.last()) {
				return removed;
			}
			old = this.store.oldest(old.lookedAt(), LOOK_AT_SPANS, bound);
		}
	}

	private int remove(OldTraces old) {
		Removal removal;
		try {
			removal = this.store.remove(old).join();
		}
		catch (CompletionException failed) {
			throw (failed.getCause() instanceof TraceProblem problem) ? problem : failed;
		}
		this.traces.increment(removal.traces());
		this.spans.increment(removal.spans());
		this.removed.run();
		return removal.traces();
	}

	/** One that fails, for want of room perhaps, must not keep old traces either. */
	private void purgeWhatIsDue() {
		StoreFiles.Unpurged unpurged = this.files.unpurged().orElse(null);
		if (unpurged == null || !isDue(unpurged) || unpurged.first().isAfter(this.index.watermark())) {
			return;
		}
		try {
			purge();
		}
		catch (TraceProblem problem) {
			log.warn("The store cannot be written anew without what was deleted, and it is tried again: {}",
					problem.detail());
		}
	}

	/** The index first: what it still held when the files are clean could not be told. */
	private void purge() {
		long start = System.nanoTime();
		// what is deleted from here on the index may write into segments that are done
		LogPosition indexed = this.index.watermark();
		this.index.purge();
		this.files.purge(indexed);
		log.info("Wrote the store anew without what was deleted, in {} ms",
				Duration.ofNanos(System.nanoTime() - start).toMillis());
	}

	private boolean isDue(StoreFiles.Unpurged unpurged) {
		// a run before the time is up, so that it is done by then
		Duration wait = this.properties.purgeAfter().minus(this.properties.interval().multipliedBy(2));
		// what was deleted in the future was so by a clock that was wrong
		return unpurged.sinceEpochNanos() <= epochNanos(this.clock.instant().minus(wait))
				|| unpurged.sinceEpochNanos() > epochNanos(this.clock.instant());
	}

	private static long epochNanos(Instant instant) {
		return Math.max(0, EpochTimes.ofInstant(instant));
	}

	private static Counter counter(MeterRegistry meters, String name, String description) {
		return Counter.builder(name).description(description).register(meters);
	}

}
