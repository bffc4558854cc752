package io.mahavishnu.otel.lucene;

import java.io.IOException;

import io.mahavishnu.otel.store.VectorStore;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * One of Lucene's formats of vectors, for vectors of any dimension that the store takes.
 * Lucene's own limit of 1,024 is one of what it vouches the speed for, not one of its
 * files: they carry the name of Lucene's format and are read by it.
 */
final class LargeVectorsFormat extends KnnVectorsFormat {

	private final KnnVectorsFormat format;

	LargeVectorsFormat(KnnVectorsFormat format) {
		super(format.getName());
		this.format = format;
	}

	@Override
	public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
		return this.format.fieldsWriter(state);
	}

	@Override
	public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
		return this.format.fieldsReader(state);
	}

	@Override
	public int getMaxDimensions(String field) {
		return VectorStore.DIMENSION_MAX;
	}

	@Override
	public String toString() {
		return this.format.toString();
	}

}
