package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.index.PassageScore;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.passage.PassageId;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The cosines of passages to one query, each computed once and exactly, from the stored
 * vectors. Most of their time is that in which memory is waited for, which is less for
 * each when several are asked for together. For one thread.
 */
final class Cosines {

	static final Comparator<SemanticHit.Near> NEAREST_FIRST = (one, other) -> {
		int bySimilarity = Float.compare(other.similarity(), one.similarity());
		return (bySimilarity != 0) ? bySimilarity : one.passage().compareTo(other.passage());
	};

	/** A search asks for some two thousand. */
	private static final int KNOWN_LIKELY = 2_000;

	/** Of a passage without a vector. */
	private static final Float NONE = Float.NaN;

	private final float[] query;

	/** Without those of which no passage has a vector, largest first. */
	private final List<Leaf> leaves = new ArrayList<>();

	private final Map<PassageId, Float> known = HashMap.newHashMap(KNOWN_LIKELY);

	private boolean complete = true;

	Cosines(IndexSearcher passages, PassageTables tables, String model, float[] query) throws IOException {
		this.query = query;
		for (LeafReaderContext context : passages.getLeafContexts()) {
			FloatVectorValues vectors = context.reader().getFloatVectorValues(PassageDocuments.vectorOf(model));
			if (vectors != null) {
				this.leaves.add(new Leaf(context.reader(), tables.of(context.reader()), vectors));
			}
			this.complete &= vectors != null && vectors.size() == context.reader().maxDoc();
		}
		// Most passages are found in the first that is looked at.
		this.leaves.sort(Comparator.comparingInt((Leaf leaf) -> leaf.size).reversed());
	}

	/** Computes those that are not known yet, together. */
	void learn(Collection<PassageId> passages) throws IOException {
		for (PassageId passage : passages) {
			if (this.known.putIfAbsent(passage, NONE) == null) {
				want(passage);
			}
		}
		for (Leaf leaf : this.leaves) {
			leaf.learn();
		}
	}

	/** Its live document is in one segment, if there is any. */
	private void want(PassageId passage) {
		for (Leaf leaf : this.leaves) {
			if (leaf.wants(passage)) {
				return;
			}
		}
	}

	/** The cosine of a passage that was learned; NaN when it has no vector. */
	float of(PassageId passage) {
		return this.known.getOrDefault(passage, NONE);
	}

	/**
	 * The nearest of some passages that were learned, at most
	 * {@link PassageScore#PASSAGES}, nearest first; empty when none has a vector.
	 */
	List<SemanticHit.Near> best(List<PassageId> passages) {
		return best(passages, NONE);
	}

	/**
	 * The nearest of some passages, as far as they can be told without reading a vector:
	 * none of the others is nearer than these are said to be.
	 * @param unknownMax the greatest cosine that a passage can have that was not asked
	 * for before
	 */
	List<SemanticHit.Near> bestAtMost(List<PassageId> passages, float unknownMax) {
		return best(passages, Float.valueOf(unknownMax));
	}

	/** Whether every passage has a vector. */
	boolean areComplete() {
		return this.complete;
	}

	private List<SemanticHit.Near> best(List<PassageId> passages, Float unknown) {
		List<SemanticHit.Near> best = new ArrayList<>(PassageScore.PASSAGES + 1);
		for (PassageId passage : passages) {
			float cosine = this.known.getOrDefault(passage, unknown);
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

	/** A passage whose cosine is to be computed, and its live document in a segment. */
	private record Wanted(PassageId passage, int document) {

	}

	private final class Leaf {

		private final int size;

		private final PassageTable table;

		private final @Nullable Bits live;

		private final FloatVectorValues vectors;

		private final List<Wanted> wanted = new ArrayList<>();

		Leaf(LeafReader segment, PassageTable table, FloatVectorValues vectors) {
			this.size = segment.maxDoc();
			this.table = table;
			this.live = segment.getLiveDocs();
			this.vectors = vectors;
		}

		/** Notes a passage to be learned, if the segment has it. */
		boolean wants(PassageId passage) {
			int slot = this.table.find(passage, this.table.slot(passage));
			while (slot >= 0) {
				int document = this.table.document(slot);
				if (this.live == null || this.live.get(document)) {
					this.wanted.add(new Wanted(passage, document));
					return true;
				}
				slot = this.table.find(passage, slot + 1);
			}
			return false;
		}

		void learn() throws IOException {
			VectorScorer scorer = this.wanted.isEmpty() ? null : this.vectors.rescorer(Cosines.this.query);
			if (scorer != null) {
				learn(scorer, byDocument());
			}
			this.wanted.clear();
		}

		/**
		 * The documents, each with its place in the list in the lower half of a number.
		 */
		private long[] byDocument() {
			long[] places = new long[this.wanted.size()];
			for (int i = 0; i < places.length; i++) {
				places[i] = (long) this.wanted.get(i).document() << Integer.SIZE | i;
			}
			Arrays.sort(places);
			return places;
		}

		private void learn(VectorScorer scorer, long[] places) throws IOException {
			int[] documents = Arrays.stream(places).mapToInt((place) -> (int) (place >>> Integer.SIZE)).toArray();
			VectorScorer.Bulk bulk = scorer.bulk(new SortedDocuments(documents));
			DocAndFloatFeatureBuffer scored = new DocAndFloatFeatureBuffer();
			int next = 0;
			do {
				bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, scored);
				for (int i = 0; i < scored.size; i++) {
					while (documents[next] < scored.docs[i]) {
						next++;
					}
					Wanted learned = this.wanted.get((int) places[next]);
					Cosines.this.known.put(learned.passage(), cosine(scored.features[i]));
				}
			}
			while (scored.size > 0);
		}

		/** Lucene scores from 0 to 1. */
		private static float cosine(float score) {
			return 2 * score - 1;
		}

	}

}
