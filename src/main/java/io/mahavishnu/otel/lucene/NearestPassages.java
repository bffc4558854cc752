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
 * a small k. When those are used up, all passages are compared; where there are too many
 * for that, the k-NN search is asked again for four times as many. Few passages are all
 * compared from the start. For one thread.
 */
final class NearestPassages {

	/** Up to so many passages the vectors are simply all compared, which is exact. */
	static final int SCAN_MAX = 10_000;

	private static final int K_FIRST = 256;

	/**
	 * The first k is one for so many passages: what a k-NN search misses of the nearest
	 * grows with the graph, and shrinks with k. No more are given for that.
	 */
	private static final int PASSAGES_PER_K_FIRST = 1_500;

	private static final int K_GROWTH = 4;

	/**
	 * Of the k nearest so many are found for one that is given: a k-NN search recalls the
	 * nearest well and the last of its k badly, which shows where a filter lets few of
	 * the nearest pass.
	 */
	private static final int K_PER_GIVEN = 4;

	private final IndexSearcher passages;

	private final Cosines cosines;

	private final String model;

	private final float[] query;

	private final int kMax;

	private final int comparedMax;

	private final Queue<SemanticHit.Near> waiting = new ArrayDeque<>();

	private final Set<PassageId> given = new HashSet<>();

	private int k;

	private boolean complete;

	private boolean exhausted;

	/**
	 * @param model the id of the model that made the query's vector
	 * @param kMax the greatest k to search with
	 * @param comparedMax up to how many passages are all compared when the first k are
	 * used up
	 */
	NearestPassages(IndexSearcher passages, Cosines cosines, String model, float[] query, int kMax, int comparedMax) {
		this.passages = passages;
		this.cosines = cosines;
		this.model = model;
		this.query = query;
		this.kMax = kMax;
		this.comparedMax = comparedMax;
	}

	/**
	 * The cosine of the next passage: no passage still to come is nearer, up to the
	 * recall of the k-NN; negative infinity when there is none.
	 */
	float nextSimilarity() throws IOException {
		while (this.waiting.isEmpty() && !this.exhausted) {
			search();
		}
		SemanticHit.Near next = this.waiting.peek();
		return (next != null) ? next.similarity() : Float.NEGATIVE_INFINITY;
	}

	/** The next passage; there must be one. */
	PassageId next() {
		return this.waiting.remove().passage();
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
			this.waiting.addAll(this.cosines.ofAll());
			this.complete = true;
			this.exhausted = true;
		}
		else if (this.k == 0) {
			this.k = Math.min(this.kMax, Math.max(K_FIRST, count / PASSAGES_PER_K_FIRST));
			ScoreDoc[] found = byGraph();
			give(found, K_FIRST / K_PER_GIVEN, count > this.comparedMax && isLast(found));
		}
		else if (count <= this.comparedMax) {
			this.k = this.kMax;
			give(VectorScan.nearest(this.passages, field(), this.query, this.k), this.k, true);
		}
		else {
			this.k = Math.min(this.kMax, this.k * K_GROWTH);
			ScoreDoc[] found = byGraph();
			give(found, this.k / K_PER_GIVEN, isLast(found));
		}
	}

	private ScoreDoc[] byGraph() throws IOException {
		return this.passages.search(new KnnFloatVectorQuery(field(), this.query, this.k), this.k).scoreDocs;
	}

	/** Whether to ask the graph for more would give none. */
	private boolean isLast(ScoreDoc[] found) {
		return found.length < this.k || this.k >= this.kMax;
	}

	private String field() {
		return PassageDocuments.vectorOf(this.model);
	}

	/**
	 * Takes the nearest that were not given before.
	 * @param found the k nearest, or all
	 * @param sure how many of them are near for sure
	 * @param last whether there is nothing further to ask, so that all are taken
	 */
	private void give(ScoreDoc[] found, int sure, boolean last) throws IOException {
		Arrays.sort(found, Comparator.comparingInt((ScoreDoc each) -> each.doc));
		BinaryColumn ids = new BinaryColumn(this.passages, PassageDocuments.ID);
		List<SemanticHit.Near> near = new ArrayList<>();
		for (ScoreDoc each : found) {
			PassageId id = PassageKeys.decodeOne(ids.get(each.doc));
			near.add(new SemanticHit.Near(id, this.cosines.of(id)));
		}
		near.sort(Cosines.NEAREST_FIRST);
		near.subList(0, last ? near.size() : Math.min(sure, near.size()))
			.stream()
			.filter((each) -> this.given.add(each.passage()))
			.forEach(this.waiting::add);
		this.exhausted = last;
		this.complete = last && found.length < this.k && this.given.size() >= embedded();
	}

	private int embedded() throws IOException {
		return this.passages.count(PassageDocuments.embeddedBy(this.model));
	}

}
