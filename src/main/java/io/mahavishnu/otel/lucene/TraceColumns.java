package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;

/**
 * What a segment tells of its traces by document number; each value must be asked for in
 * rising order of documents. For one thread.
 */
final class TraceColumns {

	private final NumericDocValues starts;

	private final SortedDocValues ids;

	private final SortedDocValues shapes;

	private final Map<Integer, ShapeId> shapesByOrdinal = new HashMap<>();

	TraceColumns(LeafReaderContext leaf) throws IOException {
		this.starts = DocValues.getNumeric(leaf.reader(), TraceDocuments.START);
		this.ids = DocValues.getSorted(leaf.reader(), TraceDocuments.ID);
		this.shapes = DocValues.getSorted(leaf.reader(), TraceDocuments.SHAPE);
	}

	long startEpochNanos(int document) throws IOException {
		demand(this.starts.advanceExact(document), document);
		return this.starts.longValue();
	}

	/** The number of the trace's shape within the segment. */
	int shapeOrdinal(int document) throws IOException {
		demand(this.shapes.advanceExact(document), document);
		return this.shapes.ordValue();
	}

	/** How many shapes the segment's traces have; their numbers are less. */
	int shapeCount() {
		return this.shapes.getValueCount();
	}

	/** A shape that is asked for again and again. */
	ShapeId shapeOf(int ordinal) throws IOException {
		ShapeId known = this.shapesByOrdinal.get(ordinal);
		if (known == null) {
			known = readShape(ordinal);
			this.shapesByOrdinal.put(ordinal, known);
		}
		return known;
	}

	/** A shape that is asked for once: it is not kept. */
	ShapeId readShape(int ordinal) throws IOException {
		return new ShapeId(this.shapes.lookupOrd(ordinal).utf8ToString());
	}

	TraceId idOf(int ordinal) throws IOException {
		return new TraceId(this.ids.lookupOrd(ordinal).utf8ToString());
	}

	LateKey key(int document) throws IOException {
		demand(this.ids.advanceExact(document), document);
		return new LateKey(this, startEpochNanos(document), this.ids.ordValue(), shapeOrdinal(document));
	}

	private static void demand(boolean present, int document) {
		if (!present) {
			throw new IllegalStateException("document " + document + " is not a trace");
		}
	}

}
