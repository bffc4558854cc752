package io.mahavishnu.otel.lucene;

import java.io.IOException;

import io.mahavishnu.otel.index.TraceKey;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * Finds places in a segment by its order, {@link TraceDocuments#NEWEST_FIRST}, in as many
 * steps as its size has binary digits.
 */
final class SegmentOrder {

	private SegmentOrder() {
	}

	/** The first document of the traces that come behind one, which lies anywhere. */
	static int firstBehind(LeafReaderContext segment, TraceKey one) throws IOException {
		int low = 0;
		int high = segment.reader().maxDoc();
		while (low < high) {
			int middle = (low + high) >>> 1;
			// Of a block only the last document, the trace, has a start.
			int trace = DocValues.getNumeric(segment.reader(), TraceDocuments.START).advance(middle);
			if (trace == DocIdSetIterator.NO_MORE_DOCS || new TraceColumns(segment).key(trace).isBehind(one)) {
				high = middle;
			}
			else {
				low = trace + 1;
			}
		}
		return low;
	}

}
