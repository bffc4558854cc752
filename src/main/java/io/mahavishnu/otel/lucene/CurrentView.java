package io.mahavishnu.otel.lucene;

import java.io.IOException;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * The view that readers get; it is exchanged while they hold the one before. Thread-safe.
 */
final class CurrentView {

	private volatile View view;

	private volatile boolean closed;

	/**
	 * @param view the first view, which is taken over from the caller
	 */
	CurrentView(View view) {
		this.view = view;
	}

	/** What reads a view. */
	interface Reading<T> {

		T of(View view) throws IOException;

	}

	/** The view, for the one thread that exchanges it. */
	View get() {
		return this.view;
	}

	/**
	 * The view, held for the caller.
	 * @throws TraceProblem of type {@code STORE_UNAVAILABLE} when the index is closed
	 */
	View hold() {
		View held = this.view;
		while (!held.hold()) {
			if (this.closed) {
				throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the index is closed");
			}
			Thread.onSpinWait();
			held = this.view;
		}
		return held;
	}

	/**
	 * Reads the view while it is held.
	 * @throws TraceProblem of type {@code STORE_UNAVAILABLE}
	 */
	<T> T read(Reading<T> reading) {
		View held = hold();
		try {
			return Attempt.get(() -> reading.of(held));
		}
		finally {
			held.release();
		}
	}

	/** Puts another view in the place of this one; lets go of this one. */
	void exchange(View next) {
		View before = this.view;
		this.view = next;
		before.release();
	}

	/** Shows what was written meanwhile. */
	void refresh(Writers writers, String model) throws IOException {
		View reopened = this.view.reopened(writers, model);
		if (reopened != null) {
			exchange(reopened);
		}
	}

	void close() {
		this.closed = true;
		this.view.release();
	}

}
