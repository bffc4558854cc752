package io.mahavishnu.otel.search;

import java.util.List;
import java.util.function.Function;

import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.jspecify.annotations.Nullable;

/**
 * Pages over unchanging views of the index: all pages of an answer see what the first one
 * saw.
 */
final class Pages {

	private final TraceIndex index;

	private final int depthMax;

	Pages(TraceIndex index, int depthMax) {
		this.index = index;
		this.depthMax = depthMax;
	}

	/**
	 * Answers one page.
	 * @param cursor where the page begins, as the request says it, or null
	 * @param limit the most results of the page
	 * @param identity what all pages of the answer have in common
	 * @param answer makes the answer; the view is closed after it
	 * @throws TraceProblem {@code INVALID_CURSOR} or {@code CURSOR_EXPIRED}
	 */
	<A> A answer(@Nullable String cursor, int limit, Record identity, Function<View, A> answer) {
		Cursor from = Cursor.read(cursor, identity);
		try (IndexSnapshot snapshot = open(from)) {
			return answer.apply(new View(snapshot, (from != null) ? from.offset() : 0, limit, identity, this.depthMax));
		}
	}

	private IndexSnapshot open(@Nullable Cursor cursor) {
		if (cursor == null) {
			return this.index.snapshot();
		}
		return this.index.snapshot(cursor.snapshot())
			.orElseThrow(() -> new TraceProblem(ProblemType.CURSOR_EXPIRED,
					"what the first page saw is not kept any more: search again without the cursor"));
	}

	/**
	 * One page to be answered.
	 *
	 * @param snapshot what it sees
	 * @param offset how many results the pages before had
	 * @param limit the most results of the page
	 * @param identity what all pages of the answer have in common
	 * @param depthMax how many results can be paged through
	 */
	record View(IndexSnapshot snapshot, int offset, int limit, Record identity, int depthMax) {

		/** How long a ranking must be: up to the page's end, and one more if there is. */
		int depth() {
			return end() + 1;
		}

		/** Whether this is the first page. */
		boolean isFirst() {
			return this.offset == 0;
		}

		/** The page of a ranking. */
		<T> Page<T> of(List<T> ranking) {
			List<T> results = ranking.subList(Math.min(this.offset, ranking.size()), Math.min(end(), ranking.size()));
			boolean more = ranking.size() > end();
			return new Page<>(results, (more && end() < this.depthMax) ? cursorAt(end()) : null,
					more && end() >= this.depthMax);
		}

		/** The page of results that were asked for from the offset on, and one more. */
		<T> Page<T> ofTail(List<T> results) {
			boolean more = results.size() > this.limit;
			return new Page<>(more ? results.subList(0, this.limit) : results,
					more ? cursorAt(Math.addExact(this.offset, this.limit)) : null, false);
		}

		private int end() {
			return (int) Math.min((long) this.offset + this.limit, this.depthMax);
		}

		private String cursorAt(int at) {
			return Cursor.write(this.snapshot.token(), at, this.identity);
		}

	}

	/**
	 * One page.
	 *
	 * @param <T> what is on it
	 * @param results what is on it
	 * @param nextCursor where the next begins, or null
	 * @param endsEarly whether there would be more, but too deep
	 */
	record Page<T>(List<T> results, @Nullable String nextCursor, boolean endsEarly) {

	}

}
