package io.mahavishnu.otel.search;

import java.util.List;

import io.mahavishnu.otel.index.IndexSnapshot;

/**
 * One page of a ranking to be answered.
 *
 * @param snapshot what it sees
 * @param offset how many results the pages before had, fewer than {@code depthMax}
 * @param limit the most results of the page
 * @param identity what all pages of the answer have in common
 * @param depthMax how many results can be paged through
 */
record RankedView(IndexSnapshot snapshot, int offset, int limit, Record identity, int depthMax) {

	/** How long a ranking must be: up to the page's end, and one more if there is. */
	int depth() {
		return end() + 1;
	}

	/** Whether this is the first page. */
	boolean isFirst() {
		return this.offset == 0;
	}

	/** The page of a ranking. */
	<T> Pages.Page<T> of(List<T> ranking) {
		List<T> results = ranking.subList(Math.min(this.offset, ranking.size()), Math.min(end(), ranking.size()));
		boolean more = ranking.size() > end();
		boolean last = end() >= this.depthMax;
		return new Pages.Page<>(results, (more && !last) ? next() : null, more && last);
	}

	private int end() {
		return (int) Math.min((long) this.offset + this.limit, this.depthMax);
	}

	private String next() {
		return Cursor.write(this.snapshot.token(), new Place.InRanking(end()), this.identity);
	}

}
