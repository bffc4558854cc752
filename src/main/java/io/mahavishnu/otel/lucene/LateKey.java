package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;

import io.mahavishnu.otel.index.TraceKey;
import org.jspecify.annotations.Nullable;

/**
 * The key of a trace that may not be needed: its id and its shape, which are kept
 * compressed, are read only when they are asked for. For one thread.
 */
final class LateKey {

	/** As {@link TraceKey#NEWEST_FIRST}; reads ids only where starts are equal. */
	static final Comparator<LateKey> NEWEST_FIRST = Comparator.comparingLong(LateKey::startEpochNanos)
		.reversed()
		.thenComparing((key) -> key.get().id());

	private final TraceColumns columns;

	private final long startEpochNanos;

	private final int idOrdinal;

	private final int shapeOrdinal;

	private @Nullable TraceKey key;

	/**
	 * @param columns the columns of the trace's segment
	 * @param startEpochNanos the start of the trace
	 * @param idOrdinal the number of its id within the segment
	 * @param shapeOrdinal the number of its shape within the segment
	 */
	LateKey(TraceColumns columns, long startEpochNanos, int idOrdinal, int shapeOrdinal) {
		this.columns = columns;
		this.startEpochNanos = startEpochNanos;
		this.idOrdinal = idOrdinal;
		this.shapeOrdinal = shapeOrdinal;
	}

	long startEpochNanos() {
		return this.startEpochNanos;
	}

	/** Whether the trace comes behind another one where the newest come first. */
	boolean isBehind(TraceKey other) {
		return this.startEpochNanos < other.startEpochNanos()
				|| this.startEpochNanos == other.startEpochNanos() && get().id().compareTo(other.id()) > 0;
	}

	/**
	 * The key.
	 * @throws UncheckedIOException when it cannot be read
	 */
	TraceKey get() {
		TraceKey read = this.key;
		if (read == null) {
			try {
				read = new TraceKey(this.columns.idOf(this.idOrdinal), this.columns.shapeOf(this.shapeOrdinal),
						this.startEpochNanos);
			}
			catch (IOException failure) {
				throw new UncheckedIOException(failure);
			}
			this.key = read;
		}
		return read;
	}

}
