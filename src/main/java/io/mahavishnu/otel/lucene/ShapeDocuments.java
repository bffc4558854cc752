package io.mahavishnu.otel.lucene;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.passage.TraceText;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** A shape as a Lucene document: its id and the passages that it consists of. */
final class ShapeDocuments {

	static final String ID = "id";

	/** A term for each passage. */
	static final String PASSAGE = "passage";

	/** All passages in a row. */
	static final String PASSAGES = "passages";

	private ShapeDocuments() {
	}

	static Term key(ShapeId id) {
		return new Term(ID, id.value());
	}

	static Term saying(PassageId passage) {
		return new Term(PASSAGE, PassageKeys.encode(passage));
	}

	static Document document(TraceText text) {
		Set<PassageId> passages = new LinkedHashSet<>();
		text.utterances().forEach((utterance) -> passages.add(utterance.passage().id()));
		return document(text.shape(), passages);
	}

	private static Document document(ShapeId shape, Collection<PassageId> passages) {
		Document document = new Document();
		document.add(new StringField(ID, shape.value(), Field.Store.NO));
		document.add(new BinaryDocValuesField(ID, new BytesRef(shape.value())));
		document.add(new BinaryDocValuesField(PASSAGES, PassageKeys.encode(passages)));
		for (PassageId passage : passages) {
			document.add(new StringField(PASSAGE, PassageKeys.encode(passage), Field.Store.NO));
		}
		return document;
	}

}
