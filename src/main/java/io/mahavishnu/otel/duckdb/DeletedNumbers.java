package io.mahavishnu.otel.duckdb;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where in the log spans were deleted since somebody last looked, in cells of many
 * numbers, so that it takes little room. Safe for use by many threads.
 */
final class DeletedNumbers {

	private static final int CELL_BITS = 14;

	private final AtomicReference<Set<Long>> cells = new AtomicReference<>(ConcurrentHashMap.newKeySet());

	/** Notes a deletion that others can see already. */
	void add(Iterable<Long> numbers) {
		Set<Long> since = this.cells.get();
		numbers.forEach((number) -> since.add(number >> CELL_BITS));
	}

	/** Begins anew. */
	Since takeAll() {
		return new Since(this.cells.getAndSet(ConcurrentHashMap.newKeySet()));
	}

	/** What was deleted until now. */
	Since now() {
		return new Since(this.cells.get());
	}

	/**
	 * Deleted numbers.
	 *
	 * @param cells the cells in which they are
	 */
	record Since(Set<Long> cells) {

		boolean isEmpty() {
			return this.cells.isEmpty();
		}

		/** Whether some may lie in a stretch; where none does it may be true, too. */
		boolean mayMeet(Stretch stretch) {
			return this.cells.stream()
				.anyMatch((cell) -> stretch.meets(new Stretch(cell << CELL_BITS, ((cell + 1) << CELL_BITS) - 1)));
		}

	}

}
