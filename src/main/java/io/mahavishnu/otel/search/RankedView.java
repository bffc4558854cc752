package io.mahavishnu.otel.search;

import java.util.List;

import io.mahavishnu.otel.index.IndexSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One page of a ranking to be answered.
 *
 * @param snapshot what it sees
 * @param place where it begins, above {@code depthMax}; null for the first page
 * @param limit the most results of the page
 * @param identity what all pages of the answer have in common
 * @param depthMax how many results can be paged through
 */
record RankedView(IndexSnapshot snapshot, Place.@Nullable InRanking place, int limit, Record identity, int depthMax) {

	/** How long a ranking must be: up to the page's end, and one more if there is. */
	int depth() {
		return end() + 1;
	}

	/** Whether this is the first page. */
	boolean isFirst() {
		return this.place == null;
	}

	/** What decided the order of the pages before; null for the first page. */
	@Nullable RankedBy by() {
		return (this.place != null) ? this.place.by() : null;
	}

	/**
	 * The page of a ranking.
	 * @param by what decided its order
	 */
	<T> Pages.Page<T> of(List<T> ranking, RankedBy by) {
		List<T> results = ranking.subList(Math.min(offset(), ranking.size()), Math.min(end(), ranking.size()));
		boolean more = ranking.size() > end();
		boolean last = end() >= this.depthMax;
		return new Pages.Page<>(results, (more && !last) ? next(by) : null, more && last);
	}

	private int offset() {
		return (this.place != null) ? this.place.offset() : 0;
	}

	private int end() {
		return (int) Math.min((long) offset() + this.limit, this.depthMax);
	}

	private String next(RankedBy by) {
		return Cursor.write(this.snapshot.token(), new Place.InRanking(by, end()), this.identity);
	}

}
