package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds the live documents of a term without the cost of a query: for one field, any
 * number of terms. For one thread.
 */
final class TermLookup {

	static final int NONE = -1;

	private final List<Leaf> leaves = new ArrayList<>();

	private @Nullable PostingsEnum reuse;

	TermLookup(IndexSearcher searcher, String field) throws IOException {
		for (LeafReaderContext context : searcher.getLeafContexts()) {
			Terms terms = context.reader().terms(field);
			if (terms != null) {
				this.leaves.add(new Leaf(terms.iterator(), context.reader().getLiveDocs(), context.docBase));
			}
		}
	}

	private record Leaf(TermsEnum terms, @Nullable Bits live, int base) {

		boolean isLive(int document) {
			return this.live == null || this.live.get(document);
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
		int found = NONE;
		for (Iterator<Leaf> each = this.leaves.iterator(); each.hasNext() && found == NONE;) {
			Leaf leaf = each.next();
			if (leaf.terms().seekExact(term)) {
				PostingsEnum postings = postings(leaf);
				for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
					found = leaf.isLive(doc) ? leaf.base() + doc : found;
				}
			}
		}
		return found;
	}

	boolean has(BytesRef term) throws IOException {
		return first(term) != NONE;
	}

	void visit(BytesRef term, Visitor visitor) throws IOException {
		for (Leaf leaf : this.leaves) {
			if (!leaf.terms().seekExact(term)) {
				continue;
			}
			PostingsEnum postings = postings(leaf);
			for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
				if (leaf.isLive(doc) && !visitor.visit(leaf.base() + doc)) {
					return;
				}
			}
		}
	}

	private PostingsEnum postings(Leaf leaf) throws IOException {
		PostingsEnum postings = leaf.terms().postings(this.reuse, PostingsEnum.NONE);
		this.reuse = postings;
		return postings;
	}

}
