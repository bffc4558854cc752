package io.mahavishnu.otel.duckdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.ReadPortions;

import org.springframework.util.unit.DataSize;

/**
 * Reads the change log from the tables, in stretches of sequence numbers, until enough
 * was read: so many changes, or so much text. No more spans are taken out of an answer of
 * the database then; how many are asked for is judged by those that were read last, so
 * that large ones do not fill its memory either. Thread-safe.
 */
final class LogReader {

	/** So many rows at once, at most. */
	private static final int ROWS_MAX = 1_024;

	private final long charactersMax;

	private final ReadPortions portions = new ReadPortions(ROWS_MAX);

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
			int wanted = Math.min(limit - found.size(), this.portions.next(this.charactersMax - characters));
			long last = Math.min(head, read + extent);
			Stretch next = stretch(session, read + 1, last, wanted, this.charactersMax - characters);
			found.addAll(next.changes());
			if (next.cut()) {
				read = next.changes().getLast().position().value();
			}
			else {
				// numbers are nearly without gaps, but for what was deleted
				read = last;
				extent *= 2;
			}
			long held = next.changes().stream().mapToLong(LogReader::characters).sum();
			this.portions.read(next.changes().size(), held);
			characters += held;
		}
		return found;
	}

	/**
	 * Some changes, in order.
	 *
	 * @param cut whether more may follow in the stretch
	 */
	private record Stretch(List<Change> changes, boolean cut) {

	}

	private static int characters(Change change) {
		return switch (change) {
			case Change.Appended appended -> appended.characters();
			case Change.Deleted _ -> 1;
		};
	}

	private static Stretch stretch(Session session, long first, long last, int limit, long characters) {
		List<Change.Appended> spans = SpanTable.appended(session, first, last, limit, characters);
		boolean full = spans.stream().mapToLong(LogReader::characters).sum() >= characters;
		List<Change> stretch = new ArrayList<>(spans);
		stretch.addAll(SpanTable.deleted(session, first, full ? spans.getLast().position().value() : last, limit));
		stretch.sort(Comparator.comparing(Change::position));
		boolean cut = full || stretch.size() >= limit;
		return new Stretch(stretch.subList(0, Math.min(limit, stretch.size())), cut);
	}

}
