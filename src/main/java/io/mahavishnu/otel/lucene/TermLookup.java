package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the live documents of a term without the cost of a query: for one field, any
 * number of terms. For one thread.
 */
final class TermLookup {

	static final int NONE = -1;

	private final List<SegmentTerms> segments = new ArrayList<>();

	TermLookup(IndexSearcher searcher, String field) throws IOException {
		for (LeafReaderContext leaf : searcher.getLeafContexts()) {
			SegmentTerms terms = SegmentTerms.of(leaf, field);
			if (terms != null) {
				this.segments.add(terms);
			}
		}
	}

	/** Takes the live documents of a term, in order, until it answers false. */
	interface Visitor {

		boolean visit(int document) throws IOException;

	}

	/** The first live document of a term, or {@link #NONE}. */
	int first(BytesRef term) throws IOException {
		int[] found = { NONE };
		visit(term, (document) -> {
			found[0] = document;
			return false;
		});
		return found[0];
	}

	/**
	 * The last live document of a term whose live documents are one block, and so lie in
	 * one segment; or {@link #NONE}.
	 */
	int lastOfBlock(BytesRef term) throws IOException {
		int[] found = { NONE };
		for (Iterator<SegmentTerms> each = this.segments.iterator(); each.hasNext() && found[0] == NONE;) {
			visit(each.next(), term, (document) -> {
				found[0] = document;
				return true;
			});
		}
		return found[0];
	}

	boolean has(BytesRef term) throws IOException {
		return first(term) != NONE;
	}

	void visit(BytesRef term, Visitor visitor) throws IOException {
		for (SegmentTerms segment : this.segments) {
			if (!visit(segment, term, visitor)) {
				return;
			}
		}
	}

	private static boolean visit(SegmentTerms terms, BytesRef term, Visitor visitor) throws IOException {
		PostingsEnum documents = terms.documents(term);
		if (documents == null) {
			return true;
		}
		Bits live = terms.segment().reader().getLiveDocs();
		for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
			if ((live == null || live.get(doc)) && !visitor.visit(terms.segment().docBase + doc)) {
				return false;
			}
		}
		return true;
	}

}
