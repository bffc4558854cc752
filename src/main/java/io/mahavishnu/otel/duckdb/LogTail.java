package io.mahavishnu.otel.duckdb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;

/**
 * The newest spans that were stored and not asked for yet, so that whoever follows the
 * log is given them as they came, instead of having them read back from the database.
 * Bounded by the size of what it holds: when that is exceeded, whoever follows is too far
 * behind to have use of it. Then all are let go, to be read from the database, and no
 * more are taken until a reader has come near the end of the log again: what nobody will
 * ask for would only be moved about by the garbage collector. Safe for use by many
 * threads.
 */
final class LogTail {

	private final long charactersMax;

	private final ArrayDeque<Change.Appended> entries = new ArrayDeque<>();

	private LogPosition after;

	private long characters;

	/** Whether spans pass by because nobody follows closely enough. */
	private boolean idle;

	/**
	 * An empty tail.
	 * @param head the position after which it begins
	 * @param charactersMax how many characters of stored text it holds at most
	 */
	LogTail(LogPosition head, long charactersMax) {
		this.after = head;
		this.charactersMax = charactersMax;
	}

	/** Takes spans that are durable, in the order of their positions. */
	synchronized void add(List<Change.Appended> changes) {
		if (this.idle) {
			this.after = changes.getLast().position();
			return;
		}
		for (Change.Appended change : changes) {
			this.entries.add(change);
			this.characters += change.characters();
		}
		if (this.characters > this.charactersMax) {
			restart(changes.getLast().position());
			this.idle = true;
		}
	}

	/** Lets everything go: what is stored up to a position may have changed. */
	synchronized void restart(LogPosition head) {
		this.entries.clear();
		this.characters = 0;
		this.after = head;
	}

	/**
	 * The first spans after a position, up to the head. Those before the position are let
	 * go, since whoever asks has had them.
	 * @return empty when not all of them are at hand
	 */
	synchronized Optional<List<Change>> changes(LogPosition position, LogPosition head, int limit) {
		if (this.after.isAfter(position)) {
			this.idle &= head.value() - position.value() > limit;
			return Optional.empty();
		}
		this.idle = false;
		while (!this.entries.isEmpty() && !this.entries.getFirst().position().isAfter(position)) {
			removeFirst();
		}
		List<Change> found = new ArrayList<>();
		for (Change change : this.entries) {
			if (found.size() == limit || change.position().isAfter(head)) {
				break;
			}
			found.add(change);
		}
		return Optional.of(found);
	}

	private void removeFirst() {
		Change.Appended first = this.entries.removeFirst();
		this.characters -= first.characters();
		this.after = first.position();
	}

}
