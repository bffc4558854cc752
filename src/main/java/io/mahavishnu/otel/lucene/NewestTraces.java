package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;

import io.mahavishnu.otel.index.TraceKey;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The newest of the traces that it is given, or of those behind one of them. Segments are
 * sorted newest first, so that each is entered where the traces behind that one begin,
 * and left as soon as it shows a trace that comes too late: the cost follows the limit,
 * not the number of traces that match or come before. For one thread.
 */
final class NewestTraces {

	private final PriorityQueue<LateKey> newest = new PriorityQueue<>(LateKey.NEWEST_FIRST.reversed());

	private final @Nullable TraceKey after;

	private final int limit;

	/**
	 * @param after the trace behind which they come; null to begin at the newest
	 * @param limit how many are wanted; at least 1
	 */
	NewestTraces(@Nullable TraceKey after, int limit) {
		this.after = after;
		this.limit = limit;
	}

	/** At most {@code limit} traces that match a query, newest first, then by id. */
	static List<TraceKey> of(IndexSearcher traces, Query query, @Nullable TraceKey after, int limit)
			throws IOException {
		NewestTraces newest = new NewestTraces(after, limit);
		Weight weight = traces.createWeight(traces.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
		for (LeafReaderContext leaf : traces.getLeafContexts()) {
			Scorer scorer = weight.scorer(leaf);
			if (scorer != null) {
				newest.take(leaf, scorer.iterator());
			}
		}
		return newest.inOrder();
	}

	/** Takes those of a segment that are not deleted. */
	void take(LeafReaderContext leaf, DocIdSetIterator documents) throws IOException {
		Bits live = leaf.reader().getLiveDocs();
		TraceColumns columns = new TraceColumns(leaf);
		int first = (this.after != null) ? SegmentOrder.firstBehind(leaf, this.after) : 0;
		for (int doc = documents.advance(first); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
			if ((live == null || live.get(doc)) && !offer(columns, doc)) {
				return;
			}
		}
	}

	/** Newest first, then by id. */
	List<TraceKey> inOrder() {
		return this.newest.stream().sorted(LateKey.NEWEST_FIRST).map(LateKey::get).toList();
	}

	/** Whether a later document of the same segment can still be among the newest. */
	private boolean offer(TraceColumns columns, int document) throws IOException {
		@Nullable LateKey last = (this.newest.size() < this.limit) ? null : this.newest.peek();
		if (last != null && columns.startEpochNanos(document) < last.startEpochNanos()) {
			return false;
		}
		LateKey key = columns.key(document);
		if (last != null) {
			if (LateKey.NEWEST_FIRST.compare(key, last) > 0) {
				return false;
			}
			this.newest.poll();
		}
		this.newest.add(key);
		return true;
	}

}
