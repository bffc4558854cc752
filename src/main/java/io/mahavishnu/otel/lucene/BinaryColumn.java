package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.List;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The binary values of a field by document number, in any order; documents without a
 * value must not be asked for. Doc values only run forwards, so that they are opened
 * again where an earlier document is wanted. For one thread.
 */
final class BinaryColumn {

	private final List<LeafReaderContext> leaves;

	private final String field;

	private final @Nullable BinaryDocValues[] open;

	BinaryColumn(IndexSearcher searcher, String field) {
		this.leaves = searcher.getLeafContexts();
		this.field = field;
		this.open = new BinaryDocValues[this.leaves.size()];
	}

	/** The value of a document; valid until the next call. */
	BytesRef get(int document) throws IOException {
		int at = ReaderUtil.subIndex(document, this.leaves);
		LeafReaderContext leaf = this.leaves.get(at);
		int local = document - leaf.docBase;
		BinaryDocValues values = this.open[at];
		if (values == null || values.docID() > local) {
			values = DocValues.getBinary(leaf.reader(), this.field);
			this.open[at] = values;
		}
		if (!values.advanceExact(local)) {
			throw new IllegalStateException("document " + document + " has no " + this.field);
		}
		return values.binaryValue();
	}

}
