package io.mahavishnu.otel.duckdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.mahavishnu.otel.store.Change;

import org.springframework.util.unit.DataSize;

/**
 * Reads the change log from the tables, in stretches of sequence numbers, until enough
 * was read: so many changes, or so much text. How many spans that are is judged by those
 * that were read last, so that large ones fill no memory. Thread-safe.
 */
final class LogReader {

	/** So many rows at once, at most; while they are read, their text has no bound. */
	private static final int ROWS_MAX = 1_024;

	private final long charactersMax;

	/** How many characters the changes that were read last have on average. */
	private volatile long average = 1;

	LogReader(DataSize size) {
		this.charactersMax = size.toBytes();
	}

	/**
	 * The changes after a sequence number, in order; empty only when there are none.
	 * @param head the last sequence number to read
	 * @param limit the most changes to give
	 */
	List<Change> changes(Session session, long after, long head, int limit) {
		List<Change> found = new ArrayList<>();
		long characters = 0;
		long read = after;
		for (long extent = ROWS_MAX; found.size() < limit && characters < this.charactersMax && read < head;) {
			int wanted = wanted(limit - found.size(), this.charactersMax - characters);
			long last = Math.min(head, read + extent);
			List<Change> next = stretch(session, read + 1, last, wanted);
			found.addAll(next);
			if (next.size() == wanted) {
				read = next.getLast().position().value();
			}
			else {
				// numbers are nearly without gaps, but for what was deleted
				read = last;
				extent *= 2;
			}
			characters += noted(next);
		}
		return found;
	}

	private int wanted(int changes, long characters) {
		return (int) Math.min(Math.min(changes, ROWS_MAX), Math.max(1, characters / this.average));
	}

	private long noted(List<Change> changes) {
		long characters = changes.stream().mapToLong(LogReader::characters).sum();
		if (!changes.isEmpty()) {
			this.average = Math.max(1, characters / changes.size());
		}
		return characters;
	}

	private static int characters(Change change) {
		return switch (change) {
			case Change.Appended appended -> appended.characters();
			case Change.Deleted _ -> 1;
		};
	}

	private static List<Change> stretch(Session session, long first, long last, int limit) {
		List<Change> stretch = new ArrayList<>(SpanTable.appended(session, first, last, limit));
		stretch.addAll(SpanTable.deleted(session, first, last, limit));
		stretch.sort(Comparator.comparing(Change::position));
		return stretch.subList(0, Math.min(limit, stretch.size()));
	}

}
