package io.mahavishnu.otel.lucene;

import java.io.IOException;

import org.apache.lucene.util.FixedBitSet;

/**
 * Tells which traces are near a query in meaning. All traces of a shape are, or none:
 * within a segment a shape is scored once, however many traces have it, and takes two
 * bits. For one thread.
 */
final class NearShapes {

	private final SemanticSearch search;

	/**
	 * @param search the query, and how near is near enough
	 */
	NearShapes(SemanticSearch search) {
		this.search = search;
	}

	/** Those of a segment. */
	Segment in(TraceColumns columns) {
		return new Segment(columns);
	}

	/**
	 * The traces of one segment, which must be asked for in rising order of documents.
	 */
	final class Segment {

		private final TraceColumns columns;

		private final FixedBitSet scored;

		private final FixedBitSet near;

		Segment(TraceColumns columns) {
			this.columns = columns;
			this.scored = new FixedBitSet(columns.shapeCount());
			this.near = new FixedBitSet(columns.shapeCount());
		}

		/** Whether the trace of a document is near. */
		boolean has(int document) throws IOException {
			int shape = this.columns.shapeOrdinal(document);
			if (!this.scored.getAndSet(shape) && NearShapes.this.search.isNear(this.columns.readShape(shape))) {
				this.near.set(shape);
			}
			return this.near.get(shape);
		}

	}

}
