package io.mahavishnu.otel.lucene;

import java.util.Arrays;

import org.apache.lucene.search.DocIdSetIterator;

/** Some documents of a segment, by their numbers. For one thread. */
final class SortedDocuments extends DocIdSetIterator {

	private final int[] documents;

	private int at = -1;

	/**
	 * @param documents rising numbers, no two the same
	 */
	SortedDocuments(int... documents) {
		this.documents = documents;
	}

	@Override
	public int docID() {
		if (this.at < 0) {
			return -1;
		}
		return (this.at < this.documents.length) ? this.documents[this.at] : NO_MORE_DOCS;
	}

	@Override
	public int nextDoc() {
		this.at++;
		return docID();
	}

	@Override
	public int advance(int target) {
		int found = Arrays.binarySearch(this.documents, this.at + 1, this.documents.length, target);
		this.at = (found >= 0) ? found : -found - 1;
		return docID();
	}

	@Override
	public long cost() {
		return this.documents.length;
	}

}
