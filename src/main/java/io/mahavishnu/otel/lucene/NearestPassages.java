package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.passage.PassageId;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;

/**
 * The passages nearest to a query, one by one, nearest first. The k-NN search starts with
 * a small k. When those are used up, it is asked for four times as many, where most of
 * what is near counts; where a filter lets only few of them count, so that the nearest
 * that do lie far down, all passages are compared, as they are at the end in any case, if
 * there are not too many for that. Few passages are all compared from the start. For one
 * thread.
 */
final class NearestPassages {

	/** Up to so many passages the vectors are simply all compared, which is exact. */
	static final int SCAN_MAX = 10_000;

	private static final int K_FIRST = 320;

	/**
	 * The first k is one for so many passages: what a k-NN search misses of the nearest
	 * grows with the graph, and shrinks with k.
	 */
	private static final int PASSAGES_PER_K_FIRST = 3_000;

	private static final int K_GROWTH = 4;

	/** Where a filter decides, further ones are rather found by comparing all. */
	private static final int GIVEN_FIRST = 64;

	/**
	 * Of the k nearest so many are found for one that is given: a k-NN search recalls the
	 * nearest well and the last of its k badly.
	 */
	private static final int K_PER_GIVEN = 2;

	/**
	 * The first k is so many for one that will likely be asked for: most searches then
	 * need no second one, and the more cosines are known, the fewer shapes are scored.
	 */
	private static final int K_PER_LIKELY = 4;

	/** Of so many at a time the cosines are computed. */
	private static final int CHUNK = 640;

	private final IndexSearcher passages;

	private final Cosines cosines;

	private final String model;

	private final float[] query;

	private final Depth depth;

	private final Queue<SemanticHit.Near> waiting = new ArrayDeque<>();

	private final Set<PassageId> given = new HashSet<>();

	private int k;

	/** Nearest first. */
	private ScoreDoc[] found = {};

	private int taken;

	/** So many of what was found are near for sure, and are given. */
	private int sure;

	/** The cosine of the furthest whose cosine was computed. */
	private float furthest = Float.POSITIVE_INFINITY;

	/** Whether there is nothing to search for after what was found. */
	private boolean last;

	private boolean complete;

	/**
	 * @param model the id of the model that made the query's vector
	 */
	NearestPassages(IndexSearcher passages, Cosines cosines, String model, float[] query, Depth depth) {
		this.passages = passages;
		this.cosines = cosines;
		this.model = model;
		this.query = query;
		this.depth = depth;
	}

	/**
	 * How deep it is looked for passages.
	 *
	 * @param likely how many passages will likely be asked for; 0 when nobody knows,
	 * since a filter decides which of them count
	 * @param kMax the greatest k to search with
	 * @param comparedMax up to how many passages are all compared
	 */
	record Depth(int likely, int kMax, int comparedMax) {

	}

	/**
	 * The cosine of the next passage: no passage still to come is nearer, up to the
	 * recall of the k-NN; negative infinity when there is none.
	 */
	float nextSimilarity() throws IOException {
		while (this.waiting.isEmpty() && (this.taken < this.sure || !this.last)) {
			if (this.taken < this.sure) {
				takeChunk();
			}
			else {
				search();
			}
		}
		SemanticHit.Near next = this.waiting.peek();
		return (next != null) ? next.similarity() : Float.NEGATIVE_INFINITY;
	}

	/** The next passage; there must be one. */
	PassageId next() {
		return this.waiting.remove().passage();
	}

	/**
	 * The cosine that no passage exceeds of which {@link Cosines} does not know it yet,
	 * up to the recall of the k-NN.
	 */
	float unknownMax() {
		return this.furthest;
	}

	/** The nearest of the passages that are known to come next. */
	List<PassageId> upcoming(int max) {
		return this.waiting.stream().limit(max).map(SemanticHit.Near::passage).toList();
	}

	/**
	 * Whether every passage with a vector was given. Where the greatest k was used up, or
	 * the graph of the k-NN has parts that cannot be reached, some were not.
	 */
	boolean isComplete() {
		return this.complete;
	}

	private void search() throws IOException {
		int count = this.passages.getIndexReader().numDocs();
		if (count <= SCAN_MAX) {
			this.k = count + 1;
			take(VectorScan.nearest(this.passages, field(), this.query, this.k), this.k, true);
		}
		else if (this.k == 0) {
			int forLikely = Math.min(K_PER_LIKELY * this.depth.likely, this.depth.kMax / K_GROWTH);
			int first = Math.max(Math.max(K_FIRST, count / PASSAGES_PER_K_FIRST), forLikely);
			askGraph(first, (forLikely > 0) ? first / K_PER_GIVEN : GIVEN_FIRST, count);
		}
		else if (count > this.depth.comparedMax
				|| this.depth.likely > 0 && this.k < this.depth.kMax / K_GROWTH && this.found.length > 0) {
			askGraph(this.k * K_GROWTH, this.k * K_GROWTH / K_PER_GIVEN, count);
		}
		else {
			this.k = this.depth.kMax;
			take(VectorScan.nearest(this.passages, field(), this.query, this.k), this.k, true);
		}
	}

	private void askGraph(int wanted, int sure, int count) throws IOException {
		this.k = Math.min(this.depth.kMax, wanted);
		ScoreDoc[] nearest = this.passages.search(new KnnFloatVectorQuery(field(), this.query, this.k),
				this.k).scoreDocs;
		boolean all = nearest.length < this.k || this.k >= this.depth.kMax;
		take(nearest, sure, all && count > this.depth.comparedMax);
	}

	private String field() {
		return PassageDocuments.vectorOf(this.model);
	}

	/**
	 * Takes what was found as what comes next.
	 * @param nearest the k nearest, nearest first
	 * @param sureAtLeast how many of them are near for sure
	 * @param nothingFurther whether there is nothing further to ask, so that all count
	 */
	private void take(ScoreDoc[] nearest, int sureAtLeast, boolean nothingFurther) {
		this.found = nearest;
		this.sure = nothingFurther ? nearest.length : Math.min(sureAtLeast, nearest.length);
		this.taken = 0;
		this.last = nothingFurther;
	}

	/**
	 * Puts the next of what was found in the exact order, without those given before, and
	 * without those that are not near for sure: of them only the cosines are known then.
	 */
	private void takeChunk() throws IOException {
		ScoreDoc[] chunk = Arrays.copyOfRange(this.found, this.taken, Math.min(this.found.length, this.taken + CHUNK));
		Arrays.sort(chunk, Comparator.comparingInt((ScoreDoc each) -> each.doc));
		BinaryColumn ids = new BinaryColumn(this.passages, PassageDocuments.ID);
		List<PassageId> passages = new ArrayList<>(chunk.length);
		for (ScoreDoc each : chunk) {
			passages.add(PassageKeys.decodeOne(ids.get(each.doc)));
		}
		this.cosines.learn(passages);
		List<SemanticHit.Near> near = new ArrayList<>(chunk.length);
		for (PassageId passage : passages) {
			near.add(new SemanticHit.Near(passage, this.cosines.of(passage)));
		}
		near.sort(Cosines.NEAREST_FIRST);
		near.stream()
			.limit(this.sure - this.taken)
			.filter((each) -> this.given.add(each.passage()))
			.forEach(this.waiting::add);
		this.furthest = near.getLast().similarity();
		this.taken += chunk.length;
		this.complete = this.last && this.taken == this.found.length && this.found.length < this.k
				&& this.given.size() >= embedded();
	}

	private int embedded() throws IOException {
		return this.passages.count(PassageDocuments.embeddedBy(this.model));
	}

}
