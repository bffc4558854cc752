package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.passage.ShapeId;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
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

	private final List<SegmentTerms> shapes = new ArrayList<>();

	private final @Nullable Weight filter;

	/**
	 * @param filter what the traces must match; null when every trace passes
	 */
	ShapeTraces(IndexSearcher traces, @Nullable Query filter) throws IOException {
		this.filter = (filter != null) ? traces.createWeight(traces.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1)
				: null;
		for (LeafReaderContext segment : traces.getLeafContexts()) {
			SegmentTerms terms = SegmentTerms.of(segment, TraceDocuments.SHAPE);
			if (terms != null) {
				this.shapes.add(terms);
			}
		}
	}

	boolean isFiltered() {
		return this.filter != null;
	}

	/** At most {@code limit} traces of a shape, newest first, then by id. */
	List<TraceKey> newest(ShapeId shape, int limit) throws IOException {
		BytesRef term = new BytesRef(shape.value());
		NewestTraces newest = new NewestTraces(null, limit);
		for (SegmentTerms segment : this.shapes) {
			PostingsEnum ofShape = segment.documents(term);
			if (ofShape != null) {
				take(segment.segment(), ofShape, newest);
			}
		}
		return newest.inOrder();
	}

	private void take(LeafReaderContext segment, PostingsEnum ofShape, NewestTraces newest) throws IOException {
		if (this.filter == null) {
			newest.take(segment, ofShape);
			return;
		}
		Scorer passing = this.filter.scorer(segment);
		if (passing != null) {
			newest.take(segment, ConjunctionUtils.intersectIterators(List.of(ofShape, passing.iterator())));
		}
	}

}
