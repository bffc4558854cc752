package io.mahavishnu.otel.lucene;

import java.io.IOException;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a field in one segment, to be looked up one after the other. For one
 * thread.
 */
final class SegmentTerms {

	private final LeafReaderContext segment;

	private final TermsEnum terms;

	/** Lucene uses it again for the same segment only. */
	private @Nullable PostingsEnum documents;

	private SegmentTerms(LeafReaderContext segment, TermsEnum terms) {
		this.segment = segment;
		this.terms = terms;
	}

	/** The terms of a field, or null when no document of the segment has the field. */
	static @Nullable SegmentTerms of(LeafReaderContext segment, String field) throws IOException {
		Terms terms = segment.reader().terms(field);
		return (terms != null) ? new SegmentTerms(segment, terms.iterator()) : null;
	}

	LeafReaderContext segment() {
		return this.segment;
	}

	/**
	 * The documents of a term, deleted ones too, until the next call; null when there are
	 * none.
	 */
	@Nullable PostingsEnum documents(BytesRef term) throws IOException {
		if (!this.terms.seekExact(term)) {
			return null;
		}
		PostingsEnum found = this.terms.postings(this.documents, PostingsEnum.NONE);
		this.documents = found;
		return found;
	}

}
