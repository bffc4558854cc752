package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.passage.ShapeId;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The traces of shapes, of any number of them, that pass one filter; without the cost of
 * a query for each shape. For one thread.
 */
final class ShapeTraces {

	private final List<Leaf> leaves = new ArrayList<>();

	private final @Nullable Weight filter;

	private @Nullable PostingsEnum reuse;

	/**
	 * @param filter what the traces must match; null when every trace passes
	 */
	ShapeTraces(IndexSearcher traces, @Nullable Query filter) throws IOException {
		this.filter = (filter != null) ? traces.createWeight(traces.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1)
				: null;
		for (LeafReaderContext context : traces.getLeafContexts()) {
			Terms terms = context.reader().terms(TraceDocuments.SHAPE);
			if (terms != null) {
				this.leaves.add(new Leaf(context, terms.iterator()));
			}
		}
	}

	private record Leaf(LeafReaderContext context, TermsEnum terms) {

	}

	boolean isFiltered() {
		return this.filter != null;
	}

	/** At most {@code limit} traces of a shape, newest first, then by id. */
	List<TraceKey> newest(ShapeId shape, int limit) throws IOException {
		BytesRef term = new BytesRef(shape.value());
		NewestTraces newest = new NewestTraces(limit);
		for (Leaf leaf : this.leaves) {
			if (!leaf.terms().seekExact(term)) {
				continue;
			}
			PostingsEnum postings = leaf.terms().postings(this.reuse, PostingsEnum.NONE);
			this.reuse = postings;
			if (this.filter == null) {
				newest.take(leaf.context(), postings);
				continue;
			}
			Scorer passing = this.filter.scorer(leaf.context());
			if (passing != null) {
				newest.take(leaf.context(), ConjunctionUtils.intersectIterators(List.of(postings, passing.iterator())));
			}
		}
		return newest.inOrder();
	}

}
