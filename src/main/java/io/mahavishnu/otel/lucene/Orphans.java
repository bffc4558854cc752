package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefIterator;

/**
 * The shapes that may have lost their last trace, and the passages that may have lost
 * their last shape. What is suspected is known in memory only; after a crash everything
 * is suspected once. For use under the index's write lock.
 */
final class Orphans {

	private final Set<ShapeId> suspects = new HashSet<>();

	private boolean everything;

	void suspect(ShapeId shape) {
		this.suspects.add(shape);
	}

	void suspectEverything() {
		this.everything = true;
	}

	boolean isNoneSuspected() {
		return this.suspects.isEmpty() && !this.everything;
	}

	void clear() {
		this.suspects.clear();
		this.everything = false;
	}

	/**
	 * The suspected shapes that no trace has.
	 * @param view a view that shows all writes
	 */
	Set<ShapeId> shapes(View view) throws IOException {
		if (this.everything) {
			for (BytesRef each : termsOf(view.shapes(), ShapeDocuments.ID)) {
				this.suspects.add(new ShapeId(each.utf8ToString()));
			}
		}
		TermLookup traces = new TermLookup(view.traces(), TraceDocuments.SHAPE);
		Set<ShapeId> orphans = new LinkedHashSet<>();
		for (ShapeId suspect : this.suspects) {
			if (!traces.has(new BytesRef(suspect.value()))) {
				orphans.add(suspect);
			}
		}
		return orphans;
	}

	/** The passages that removed shapes had, or all when everything is suspected. */
	Set<PassageId> passagesOf(View view, Set<ShapeId> removed) throws IOException {
		Set<PassageId> passages = new LinkedHashSet<>();
		if (this.everything) {
			for (BytesRef each : termsOf(view.passages(), PassageDocuments.ID)) {
				passages.add(PassageKeys.decodeOne(each));
			}
		}
		Shapes shapes = new Shapes(view.shapes());
		for (ShapeId shape : removed) {
			int document = shapes.find(shape);
			if (document != TermLookup.NONE) {
				passages.addAll(shapes.passages(document));
			}
		}
		return passages;
	}

	/**
	 * Those of some passages that no shape has.
	 * @param view a view that shows the removed shapes no more
	 */
	static Set<PassageId> unsaid(View view, Set<PassageId> passages) throws IOException {
		Shapes shapes = new Shapes(view.shapes());
		Set<PassageId> unsaid = new LinkedHashSet<>();
		for (PassageId passage : passages) {
			if (!shapes.isSaid(passage)) {
				unsaid.add(passage);
			}
		}
		return unsaid;
	}

	private static Set<BytesRef> termsOf(IndexSearcher searcher, String field) throws IOException {
		Set<BytesRef> all = new HashSet<>();
		for (LeafReaderContext leaf : searcher.getLeafContexts()) {
			Terms terms = leaf.reader().terms(field);
			if (terms != null) {
				BytesRefIterator each = terms.iterator();
				for (BytesRef term = each.next(); term != null; term = each.next()) {
					all.add(BytesRef.deepCopyOf(term));
				}
			}
		}
		return all;
	}

}
