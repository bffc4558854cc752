package io.mahavishnu.otel.index;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.embed.EmbeddingModels;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the feeder, round by round: read the log, index what is due, show it, tell
 * those who wait for it, and make the index durable from time to time. For one thread.
 */
final class IndexingRounds {

	private static final Logger log = LoggerFactory.getLogger(IndexingRounds.class);

	private static final int LEFTOVERS = 256;

	/** While there is other work, which must not wait for long. */
	private static final int LEFTOVERS_BETWEEN = 32;

	private final TraceStore store;

	private final TraceIndex index;

	private final TraceIndexer indexer;

	private final EmbeddingModels models;

	private final ModelChange modelChange;

	private final PendingTraces pending;

	private final SearchableWaiters waiters;

	private final CatchUp catchUp;

	private final FeederProperties properties;

	private final Counter indexed;

	private final Counter skipped;

	private boolean leftovers = true;

	private boolean uncommitted;

	private long committedNanos = System.nanoTime();

	private boolean tidying;

	IndexingRounds(TraceStore store, TraceIndex index, TraceIndexer indexer, EmbeddingModels models,
			ModelChange modelChange, PendingTraces pending, SearchableWaiters waiters, CatchUp catchUp,
			FeederProperties properties, MeterRegistry meters) {
		this.store = store;
		this.index = index;
		this.indexer = indexer;
		this.models = models;
		this.modelChange = modelChange;
		this.pending = pending;
		this.waiters = waiters;
		this.catchUp = catchUp;
		this.properties = properties;
		this.indexed = meters.counter("mahavishnu.index.traces");
		this.skipped = meters.counter("mahavishnu.index.skipped");
	}

	/**
	 * One round.
	 * @param pause called between two batches, to let others go first
	 * @return whether there may be more to do at once
	 */
	boolean next(Runnable pause) {
		if (this.index.isBroken()) {
			recoverIndex();
		}
		this.leftovers |= this.modelChange.begin();
		List<Change> changes = mayRead() ? this.store.changes(this.pending.readUpTo(), this.properties.readMax())
				: List.of();
		this.pending.add(changes);
		this.pending.hasten(this.waiters.traces());
		boolean more = indexDue(pause) || !changes.isEmpty();
		more |= embedLeftovers(more ? LEFTOVERS_BETWEEN : LEFTOVERS);
		if (this.modelChange.isDue()) {
			// The model was loaded in this round; the next one makes use of it.
			return true;
		}
		this.waiters.tell(this.pending,
				this.modelChange.isSearchable() && (!this.leftovers || this.modelChange.isUnderWay()));
		commitInTime();
		return more;
	}

	/**
	 * What cannot be kept until it is indexed is left in the log while there is something
	 * to index: it would be read again, trace by trace, which takes several times as long
	 * as to read on. A feeder that fell behind would fall behind ever more.
	 */
	private boolean mayRead() {
		return this.pending.hasRoomFor(this.properties.readMax()) || !this.pending.isAnyDue();
	}

	/** Searches go on meanwhile, and reads find everything in the log. */
	private void recoverIndex() {
		this.index.recover(() -> this.pending.restart(LogPosition.START));
		this.pending.restart(this.index.watermark());
		this.catchUp.begin();
		this.modelChange.restart();
		this.leftovers = true;
		log.warn("The index was opened anew after a failure of its files: {} changes are indexed again",
				this.catchUp.lagChanges());
	}

	/**
	 * Indexes what is due in batches, and shows it. To show costs about as much for many
	 * batches as for one; so they are shown together, unless somebody waits.
	 * @return whether anything was due
	 */
	private boolean indexDue(Runnable pause) {
		long start = System.nanoTime();
		List<Map.Entry<TraceId, PendingTrace>> due = this.pending.due(Integer.MAX_VALUE);
		if (due.isEmpty()) {
			return false;
		}
		int done = 0;
		do {
			int end = Math.min(due.size(), done + this.properties.batchTracesMax());
			indexOrSkip(due.subList(done, end));
			done = end;
			if (done < due.size() && mayGoOn(start)) {
				pause.run();
			}
		}
		while (done < due.size() && mayGoOn(start));
		this.index.refresh();
		this.pending.indexed(due.subList(0, done).stream().map(Map.Entry::getKey).toList());
		this.uncommitted = true;
		return true;
	}

	private boolean mayGoOn(long startNanos) {
		return this.waiters.isEmpty() && System.nanoTime() - startNanos < this.properties.refreshInterval().toNanos();
	}

	/** Embeds some of what has no vector yet; tells whether there may be more. */
	private boolean embedLeftovers(int limit) {
		if (!this.leftovers || !this.models.configured().isReady()) {
			return false;
		}
		this.leftovers = this.indexer.embedLeftovers(limit);
		this.index.refresh();
		if (!this.leftovers) {
			this.modelChange.complete();
		}
		this.uncommitted = true;
		return this.leftovers;
	}

	private void indexOrSkip(List<Map.Entry<TraceId, PendingTrace>> due) {
		this.leftovers |= !this.models.configured().isReady();
		try {
			this.indexer.index(due, this.pending.readUpTo());
			this.indexed.increment(due.size());
		}
		catch (TraceProblem problem) {
			throw problem;
		}
		catch (RuntimeException failure) {
			if (due.size() == 1) {
				skip(due.getFirst(), failure);
			}
			else {
				due.forEach((one) -> indexOrSkip(List.of(one)));
			}
		}
	}

	private void skip(Map.Entry<TraceId, PendingTrace> trace, RuntimeException failure) {
		this.skipped.increment();
		log.error("What trace {} says cannot be indexed; it can still be read by its id", trace.getKey(), failure);
		try {
			this.indexer.indexBare(trace, this.pending.readUpTo());
		}
		catch (TraceProblem problem) {
			throw problem;
		}
		catch (RuntimeException another) {
			log.error("Trace {} cannot even be read by its id; it is in exports and backups", trace.getKey(), another);
		}
		this.waiters.giveUp(trace.getKey());
	}

	private void commitInTime() {
		if (System.nanoTime() - this.committedNanos >= this.properties.commitInterval().toNanos()) {
			tidyUp();
			commit();
		}
	}

	/** Once no new passage has come for a while; then looks whether that has ended. */
	private void tidyUp() {
		Duration after = this.properties.tidyAfter();
		if (this.tidying) {
			this.tidying = this.index.isTidying();
			if (!this.tidying) {
				this.index.refresh();
				this.uncommitted = true;
			}
		}
		else if (!after.isZero() && System.nanoTime() - this.indexer.putPassagesNanos() >= after.toNanos()) {
			this.index.tidy();
			this.tidying = this.index.isTidying();
		}
	}

	/**
	 * Makes durable what is indexed, with a watermark that nothing unindexed precedes.
	 */
	void commit() {
		LogPosition upTo = this.pending.indexedUpTo();
		if (this.uncommitted || upTo.isAfter(this.index.watermark())) {
			this.indexer.removeOrphans();
			this.index.commit(upTo);
			this.uncommitted = false;
		}
		// not after a failure: the next round tries again, and fails as long as the disk
		// does
		this.committedNanos = System.nanoTime();
	}

}
