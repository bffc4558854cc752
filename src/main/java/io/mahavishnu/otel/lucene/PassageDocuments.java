package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** A distinct passage as a Lucene document: its id, its text, its vector. */
final class PassageDocuments {

	static final String ID = "id";

	static final String TEXT = "text";

	private static final String EMBEDDED = "embedded";

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
		indexed.vectors().forEach((model, vector) -> {
			document.add(new KnnFloatVectorField(vectorOf(model), vector, VectorSimilarityFunction.DOT_PRODUCT));
			document.add(new StringField(EMBEDDED, model, Field.Store.NO));
		});
		return document;
	}

	/** The field of the vectors of a model; models are few. */
	static String vectorOf(String model) {
		return "vector:" + model;
	}

	/**
	 * The first passages that have no vector of a model.
	 * @param limit the most to give
	 * @param pending passages that the searcher shows as they were before, and the models
	 * that each has a vector of by now
	 */
	static List<Passage> notEmbeddedBy(String model, int limit, IndexSearcher searcher,
			Map<PassageId, Set<String>> pending) throws IOException {
		Query query = new BooleanQuery.Builder().add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST)
			.add(embeddedBy(model), BooleanClause.Occur.MUST_NOT)
			.build();
		ScoreDoc[] found = searcher.search(query, limit + pending.size() + 1).scoreDocs;
		StoredFields stored = searcher.storedFields();
		List<Passage> passages = new ArrayList<>();
		for (int i = 0; i < found.length && passages.size() < limit; i++) {
			Passage passage = Passage.of(stored.document(found[i].doc).get(TEXT));
			if (!pending.getOrDefault(passage.id(), Set.of()).contains(model)) {
				passages.add(passage);
			}
		}
		return passages;
	}

	/** The passages that have a vector of a model. */
	static Query embeddedBy(String model) {
		return new TermQuery(new Term(EMBEDDED, model));
	}

}
