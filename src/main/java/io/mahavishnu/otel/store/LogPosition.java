package io.mahavishnu.otel.store;

/**
 * A position in a store's change log. Appended spans and deletions take positions in the
 * order in which they became durable; a position is never given twice. What the number
 * means is the store's own affair: outside it, positions are only kept and compared.
 *
 * @param value the store's number, 0 for {@link #START}
 */
public record LogPosition(long value) implements Comparable<LogPosition> {

	/** The position before the first change. */
	public static final LogPosition START = new LogPosition(0);

	/** The later of two positions. */
	public static LogPosition later(LogPosition one, LogPosition other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	public boolean isAfter(LogPosition other) {
		return compareTo(other) > 0;
	}

	@Override
	public int compareTo(LogPosition other) {
		return Long.compare(this.value, other.value);
	}

}
