package io.mahavishnu.otel.lucene;

import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** A distinct passage as a Lucene document: its id, its text, its vector. */
final class PassageDocuments {

	static final String ID = "id";

	static final String TEXT = "text";

	static final String VECTOR = "vector";

	static final Term EMBEDDED = new Term("embedded", "yes");

	static final Term UNEMBEDDED = new Term("embedded", "no");

	private PassageDocuments() {
	}

	static Term key(PassageId id) {
		return new Term(ID, PassageKeys.encode(id));
	}

	static Document document(IndexedPassage indexed) {
		Passage passage = indexed.passage();
		BytesRef id = PassageKeys.encode(passage.id());
		Document document = new Document();
		document.add(new StringField(ID, id, Field.Store.NO));
		document.add(new BinaryDocValuesField(ID, id));
		document.add(new StoredField(TEXT, passage.text()));
		float[] vector = indexed.vector();
		if (vector != null) {
			document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
		}
		Term embedded = (vector != null) ? EMBEDDED : UNEMBEDDED;
		document.add(new StringField(embedded.field(), embedded.text(), Field.Store.NO));
		return document;
	}

}
