package io.mahavishnu.otel.lucene;

import java.io.IOException;

/**
 * The view that readers get; it is exchanged while they hold the one before. Thread-safe.
 */
final class CurrentView {

	private volatile View view;

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

	/** The view, held for the caller. */
	View hold() {
		View held = this.view;
		while (!held.hold()) {
			Thread.onSpinWait();
			held = this.view;
		}
		return held;
	}

	/**
	 * Reads the view while it is held.
	 * @throws io.mahavishnu.otel.problem.TraceProblem of type {@code STORE_UNAVAILABLE}
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
		this.view.release();
	}

}
