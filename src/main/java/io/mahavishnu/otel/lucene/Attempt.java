package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.IOSupplier;

/**
 * Turns Lucene's failures into the problem that callers know: the index cannot be used
 * now.
 */
final class Attempt {

	private Attempt() {
	}

	/** Something that needs the disk and gives nothing back. */
	interface Action {

		void run() throws IOException;

	}

	/**
	 * What the supplier gives.
	 * @throws TraceProblem of type {@code STORE_UNAVAILABLE} when Lucene fails or is
	 * closed
	 */
	static <T> T get(IOSupplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (IOException | UncheckedIOException | AlreadyClosedException failure) {
			throw new TraceProblem(ProblemType.STORE_UNAVAILABLE, "the index cannot be used: " + failure.getMessage(),
					failure);
		}
	}

	static void run(Action action) {
		get(() -> {
			action.run();
			return true;
		});
	}

}
