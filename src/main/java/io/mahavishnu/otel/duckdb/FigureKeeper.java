package io.mahavishnu.otel.duckdb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.mahavishnu.otel.duckdb.GroupFigures.Group;

/**
 * Keeps figures of the log, a stretch as soon as it is complete. One in which something
 * was deleted is read again when nothing was deleted there for a while. For one thread at
 * a time.
 */
final class FigureKeeper {

	/** Figures of more services would take much memory, and save little. */
	private static final int SERVICES_MAX = 10_000;

	private final DuckDbEngine engine;

	private final int stretchSpans;

	private final Duration quiet;

	/** The last number up to which everything was tried once. */
	private long reached;

	/** The last number of the stretch that was tried last. */
	private long tried;

	/** The head when nothing was left to do. */
	private long doneAt;

	/** Where something was deleted in the quiet time, and when. */
	private final Map<Long, Long> deletedNanos = new HashMap<>();

	private final Set<Stretch> ofTooManyServices = new HashSet<>();

	/**
	 * A keeper.
	 * @param engine the store
	 * @param stretchSpans how many spans a stretch has
	 * @param quiet how long after a deletion in a stretch it is read again
	 */
	FigureKeeper(DuckDbEngine engine, int stretchSpans, Duration quiet) {
		this.engine = engine;
		this.stretchSpans = stretchSpans;
		this.quiet = quiet;
	}

	/**
	 * Keeps figures of a stretch that is due, if there is one.
	 * @param stopping whether to leave it
	 * @return whether there was one
	 */
	boolean keepNext(BooleanSupplier stopping) {
		DeletedNumbers deletions = this.engine.deletedNumbers();
		noteDeleted(deletions.takeAll());
		long head = this.engine.head().value();
		if (head == this.doneAt && this.deletedNanos.isEmpty()) {
			return false;
		}
		List<Stretch> complete = complete(head);
		this.doneAt = complete.isEmpty() ? head : 0;
		DeletedNumbers.Since lately = new DeletedNumbers.Since(this.deletedNanos.keySet());
		List<Stretch> due = complete.stream()
			.filter((stretch) -> stretch.last() > this.reached || !lately.mayMeet(stretch))
			.toList();
		if (due.isEmpty() || stopping.getAsBoolean()) {
			return false;
		}
		// one that fails must not keep the others waiting
		keep(due.stream().filter((stretch) -> stretch.first() > this.tried).findFirst().orElse(due.getFirst()),
				deletions, stopping);
		return true;
	}

	private void noteDeleted(DeletedNumbers.Since deleted) {
		long now = System.nanoTime();
		this.deletedNanos.values().removeIf((nanos) -> now - nanos >= this.quiet.toNanos());
		deleted.cells().forEach((cell) -> this.deletedNanos.put(cell, now));
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
	private void keep(Stretch stretch, DeletedNumbers deletions, BooleanSupplier stopping) {
		this.tried = stretch.last();
		this.reached = Math.max(this.reached, stretch.last());
		if (this.engine.read((session) -> FigureTables.countServices(session, stretch)) > SERVICES_MAX) {
			this.ofTooManyServices.add(stretch);
			return;
		}
		Map<Group, GroupFigures> groups = new HashMap<>(
				this.engine.read((session) -> FigureTables.readServices(session, stretch)));
		if (stopping.getAsBoolean()) {
			return;
		}
		groups.putAll(this.engine.read((session) -> FigureTables.readNames(session, stretch)));
		if (stopping.getAsBoolean()) {
			return;
		}
		this.engine.writeAndWait(new WriteRequest.KeepFigures(stretch, groups, deletions, new CompletableFuture<>()));
	}

}
