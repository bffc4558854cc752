package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** The shapes of a view, by document number. For one thread. */
final class Shapes {

	private final IndexSearcher shapes;

	private final TermLookup byId;

	private final TermLookup byPassage;

	private final BinaryColumn ids;

	private final BinaryColumn passages;

	Shapes(IndexSearcher shapes) throws IOException {
		this.shapes = shapes;
		this.byId = new TermLookup(shapes, ShapeDocuments.ID);
		this.byPassage = new TermLookup(shapes, ShapeDocuments.PASSAGE);
		this.ids = new BinaryColumn(shapes, ShapeDocuments.ID);
		this.passages = new BinaryColumn(shapes, ShapeDocuments.PASSAGES);
	}

	ShapeId id(int document) throws IOException {
		return new ShapeId(this.ids.get(document).utf8ToString());
	}

	List<PassageId> passages(int document) throws IOException {
		return PassageKeys.decode(this.passages.get(document));
	}

	/** The document of a shape, or {@link TermLookup#NONE}. */
	int find(ShapeId shape) throws IOException {
		return this.byId.first(new BytesRef(shape.value()));
	}

	boolean isSaid(PassageId passage) throws IOException {
		return this.byPassage.has(PassageKeys.encode(passage));
	}

	/**
	 * The shapes that have a passage. A passage that is in more than {@code max} of them
	 * tells little by itself: then the {@code max} of them that have the most of the
	 * other near passages, without a walk over the rest.
	 */
	List<Integer> having(PassageId passage, Collection<PassageId> near, int max) throws IOException {
		BytesRef term = PassageKeys.encode(passage);
		List<Integer> found = new ArrayList<>();
		this.byPassage.visit(term, (document) -> found.add(document) && found.size() <= max);
		if (found.size() <= max) {
			return found;
		}
		found.clear();
		BooleanQuery.Builder query = new BooleanQuery.Builder();
		query.add(weighing(passage, 1), BooleanClause.Occur.MUST);
		float weight = 1;
		for (PassageId other : near) {
			weight *= FALL;
			if (!other.equals(passage)) {
				query.add(weighing(other, weight), BooleanClause.Occur.SHOULD);
			}
		}
		Arrays.stream(this.shapes.search(query.build(), max).scoreDocs)
			.map((ScoreDoc each) -> each.doc)
			.forEach(found::add);
		return found;
	}

	/** A passage weighs a little less than the one before it. */
	private static final float FALL = 0.95f;

	private static Query weighing(PassageId passage, float weight) {
		return new BoostQuery(new ConstantScoreQuery(new TermQuery(ShapeDocuments.saying(passage))), weight);
	}

}
