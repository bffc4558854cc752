package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.index.PassageScore;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.passage.PassageId;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The cosines of passages to one query, each computed once and exactly, from the stored
 * vectors. For one thread.
 */
final class Cosines {

	static final Comparator<SemanticHit.Near> NEAREST_FIRST = (one, other) -> {
		int bySimilarity = Float.compare(other.similarity(), one.similarity());
		return (bySimilarity != 0) ? bySimilarity : one.passage().compareTo(other.passage());
	};

	private final float[] query;

	/** Without those of which no passage has a vector, largest first. */
	private final List<Leaf> leaves = new ArrayList<>();

	/** By the number of the segment; null where no passage has a vector. */
	private final @Nullable Leaf[] bySegment;

	private final List<LeafReaderContext> segments;

	private final Map<PassageId, Float> known = new HashMap<>();

	private boolean complete = true;

	Cosines(IndexSearcher passages, PassageTables tables, String model, float[] query) throws IOException {
		this.query = query;
		this.segments = passages.getLeafContexts();
		this.bySegment = new Leaf[this.segments.size()];
		for (LeafReaderContext context : this.segments) {
			FloatVectorValues vectors = context.reader().getFloatVectorValues(PassageDocuments.vectorOf(model));
			if (vectors != null) {
				Leaf leaf = new Leaf(context.reader(), tables.of(context.reader()), vectors);
				this.leaves.add(leaf);
				this.bySegment[context.ord] = leaf;
			}
			this.complete &= vectors != null && this.leaves.getLast().dense;
		}
		// Most passages are found in the first that is looked at.
		this.leaves.sort(Comparator.comparingInt((Leaf leaf) -> leaf.size).reversed());
	}

	/** The cosine of a passage; NaN when it has no vector. */
	float of(PassageId passage) throws IOException {
		Float before = this.known.get(passage);
		if (before != null) {
			return before;
		}
		float[] vector = null;
		for (Iterator<Leaf> each = this.leaves.iterator(); each.hasNext() && vector == null;) {
			vector = each.next().vector(passage);
		}
		return know(passage, vector);
	}

	/**
	 * The cosine of a passage whose document is at hand; NaN when it has no vector.
	 * @param document the passage's live document in the searcher
	 */
	float of(PassageId passage, int document) throws IOException {
		Float before = this.known.get(passage);
		if (before != null) {
			return before;
		}
		LeafReaderContext segment = this.segments.get(ReaderUtil.subIndex(document, this.segments));
		Leaf leaf = this.bySegment[segment.ord];
		return know(passage, (leaf != null) ? leaf.vector(document - segment.docBase) : null);
	}

	private float know(PassageId passage, float @Nullable [] vector) {
		float cosine = (vector != null) ? VectorUtil.dotProduct(this.query, vector) : Float.NaN;
		this.known.put(passage, cosine);
		return cosine;
	}

	/**
	 * The nearest of some passages, at most {@link PassageScore#PASSAGES}, nearest first;
	 * empty when none has a vector.
	 */
	List<SemanticHit.Near> best(List<PassageId> passages) throws IOException {
		return best(passages, this::of);
	}

	/**
	 * The nearest of some passages, as far as they can be told without reading a vector:
	 * none of the others is nearer than these are said to be.
	 * @param unknownMax the greatest cosine that a passage can have that was not asked
	 * for before
	 */
	List<SemanticHit.Near> bestAtMost(List<PassageId> passages, float unknownMax) throws IOException {
		return best(passages, (passage) -> this.known.getOrDefault(passage, unknownMax));
	}

	/** Whether every passage has a vector. */
	boolean areComplete() {
		return this.complete;
	}

	private interface Similarity {

		float of(PassageId passage) throws IOException;

	}

	private static List<SemanticHit.Near> best(List<PassageId> passages, Similarity similarity) throws IOException {
		List<SemanticHit.Near> best = new ArrayList<>(PassageScore.PASSAGES + 1);
		for (PassageId passage : passages) {
			float cosine = similarity.of(passage);
			if (Float.isNaN(cosine) || best.size() == PassageScore.PASSAGES && cosine < best.getLast().similarity()) {
				continue;
			}
			insert(best, new SemanticHit.Near(passage, cosine));
			if (best.size() > PassageScore.PASSAGES) {
				best.removeLast();
			}
		}
		return best;
	}

	/** Puts one in its place among the few that are in order. */
	private static void insert(List<SemanticHit.Near> ordered, SemanticHit.Near one) {
		int at = ordered.size();
		while (at > 0 && NEAREST_FIRST.compare(one, ordered.get(at - 1)) < 0) {
			at--;
		}
		ordered.add(at, one);
	}

	private static final class Leaf {

		private final int size;

		private final PassageTable table;

		private final @Nullable Bits live;

		private final boolean dense;

		private FloatVectorValues vectors;

		/** Where there are passages without a vector; only runs forwards. */
		private KnnVectorValues.DocIndexIterator positions;

		Leaf(LeafReader segment, PassageTable table, FloatVectorValues vectors) {
			this.size = segment.maxDoc();
			this.table = table;
			this.live = segment.getLiveDocs();
			this.dense = vectors.size() == this.size;
			this.vectors = vectors;
			this.positions = vectors.iterator();
		}

		float @Nullable [] vector(PassageId passage) throws IOException {
			int slot = this.table.find(passage, this.table.slot(passage));
			while (slot >= 0) {
				int document = this.table.document(slot);
				if (this.live == null || this.live.get(document)) {
					return vector(document);
				}
				slot = this.table.find(passage, slot + 1);
			}
			return null;
		}

		float @Nullable [] vector(int document) throws IOException {
			if (this.dense) {
				return this.vectors.vectorValue(document);
			}
			if (this.positions.docID() > document) {
				// all iterators of the same values share their position
				this.vectors = this.vectors.copy();
				this.positions = this.vectors.iterator();
			}
			int found = this.positions.docID();
			if (found < document) {
				found = this.positions.advance(document);
			}
			return (found == document) ? this.vectors.vectorValue(this.positions.index()) : null;
		}

	}

}
