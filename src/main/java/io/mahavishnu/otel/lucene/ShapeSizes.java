package io.mahavishnu.otel.lucene;

import java.io.IOException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mahavishnu.otel.passage.ShapeId;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/**
 * How many traces have a shape. Lucene knows that of a segment in which nothing is
 * deleted; in any other it has to go over all traces of the shape, of which there may be
 * millions: such a number is kept until something else is deleted from the segment.
 * Thread-safe.
 */
final class ShapeSizes {

	/** Up to so many traces are counted each time. */
	private static final int COUNTED_MAX = 1_000;

	private static final int KEPT_MAX = 10_000;

	private final Cache<Counted, Integer> kept = Caffeine.newBuilder().maximumSize(KEPT_MAX).build();

	/**
	 * What was counted.
	 *
	 * @param segment a segment with its deletions
	 * @param shape the shape
	 */
	private record Counted(IndexReader.CacheKey segment, ShapeId shape) {

	}

	long of(IndexSearcher traces, ShapeId shape) throws IOException {
		Term term = new Term(TraceDocuments.SHAPE, shape.value());
		long size = 0;
		for (LeafReaderContext leaf : traces.getLeafContexts()) {
			size += of(leaf.reader(), term, shape);
		}
		return size;
	}

	private int of(LeafReader segment, Term term, ShapeId shape) throws IOException {
		int all = segment.docFreq(term);
		Bits live = segment.getLiveDocs();
		if (live == null || all == 0) {
			return all;
		}
		if (all <= COUNTED_MAX) {
			return count(segment, term, live);
		}
		Counted key = new Counted(segment.getReaderCacheHelper().getKey(), shape);
		Integer before = this.kept.getIfPresent(key);
		if (before != null) {
			return before;
		}
		int counted = count(segment, term, live);
		this.kept.put(key, counted);
		return counted;
	}

	private static int count(LeafReader segment, Term term, Bits live) throws IOException {
		PostingsEnum postings = segment.postings(term, PostingsEnum.NONE);
		int count = 0;
		if (postings != null) {
			for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
				count += live.get(doc) ? 1 : 0;
			}
		}
		return count;
	}

}
