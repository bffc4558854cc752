package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.KeywordHit;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Search by words, by BM25, and how much of the query each hit covers. */
final class KeywordSearch {

	private final IndexSearcher traces;

	KeywordSearch(IndexSearcher traces) {
		this.traces = traces;
	}

	/**
	 * The best traces.
	 * @param near which of them count, by their meaning; null when all do
	 */
	List<KeywordHit> matching(QueryWords query, Query filter, @Nullable NearShapes near, Grouping grouping, int limit)
			throws IOException {
		if (query.isEmpty() || limit <= 0) {
			return List.of();
		}
		BestTraces collector = new BestTraces(limit, grouping, near);
		this.traces.search(FilterQueries.both(query.query(), filter), collector);
		List<BestTraces.Scored> best = collector.inOrder();
		return hits(query, best);
	}

	/**
	 * Those of some traces that have any of the words.
	 * @param documents the traces' numbers in the searcher, in rising order
	 */
	List<KeywordHit> among(QueryWords query, SortedSet<Integer> documents) throws IOException {
		if (query.isEmpty()) {
			return List.of();
		}
		List<BestTraces.Scored> found = new ArrayList<>();
		Weight weight = this.traces.createWeight(this.traces.rewrite(query.query()), ScoreMode.COMPLETE, 1);
		for (LeafReaderContext leaf : this.traces.getLeafContexts()) {
			SortedSet<Integer> here = documents.subSet(leaf.docBase, leaf.docBase + leaf.reader().maxDoc());
			Scorer scorer = here.isEmpty() ? null : weight.scorer(leaf);
			if (scorer != null) {
				addScored(leaf, here, scorer, found);
			}
		}
		return hits(query, found);
	}

	private static void addScored(LeafReaderContext leaf, SortedSet<Integer> documents, Scorer scorer,
			List<BestTraces.Scored> found) throws IOException {
		TraceColumns columns = new TraceColumns(leaf);
		DocIdSetIterator matching = scorer.iterator();
		for (int each : documents) {
			int document = each - leaf.docBase;
			if (matching.docID() < document) {
				matching.advance(document);
			}
			if (matching.docID() == document) {
				found.add(new BestTraces.Scored(columns.key(document), scorer.score(), each));
			}
		}
	}

	private List<KeywordHit> hits(QueryWords query, List<BestTraces.Scored> best) throws IOException {
		Worth[] worths = worths(query, best);
		List<KeywordHit> hits = new ArrayList<>(best.size());
		for (int i = 0; i < worths.length; i++) {
			float coverage = (float) Math.min(1, worths[i].coveredIdf / query.idfTotal());
			hits.add(new KeywordHit(best.get(i).key(), best.get(i).score(), coverage, worths[i].named));
		}
		return hits;
	}

	/** What the query's terms tell of one hit. */
	private static final class Worth {

		private double coveredIdf;

		private boolean named;

	}

	/** What the query's terms tell of each hit, in the order of the hits. */
	private Worth[] worths(QueryWords query, List<BestTraces.Scored> hits) throws IOException {
		Integer[] byDocument = new Integer[hits.size()];
		Arrays.setAll(byDocument, (i) -> i);
		Arrays.sort(byDocument, (one, other) -> Integer.compare(hits.get(one).document(), hits.get(other).document()));
		Worth[] worths = new Worth[hits.size()];
		Arrays.setAll(worths, (i) -> new Worth());
		for (QueryWords.QueryTerm term : query.terms()) {
			boolean[] has = new boolean[hits.size()];
			for (Term each : term.anyOf()) {
				markHaving(each, hits, byDocument, has);
			}
			for (int i = 0; i < has.length; i++) {
				worths[i].coveredIdf += has[i] ? term.idf() : 0;
				worths[i].named |= has[i] && term.isNaming();
			}
		}
		return worths;
	}

	private void markHaving(Term term, List<BestTraces.Scored> hits, Integer[] byDocument, boolean[] has)
			throws IOException {
		List<LeafReaderContext> leaves = this.traces.getLeafContexts();
		int next = 0;
		while (next < byDocument.length) {
			LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hits.get(byDocument[next]).document(), leaves));
			LeafReader reader = leaf.reader();
			PostingsEnum postings = reader.postings(term, PostingsEnum.NONE);
			int end = leaf.docBase + reader.maxDoc();
			for (; next < byDocument.length && hits.get(byDocument[next]).document() < end; next++) {
				int document = hits.get(byDocument[next]).document() - leaf.docBase;
				if (postings != null && postings.docID() < document) {
					postings.advance(document);
				}
				has[byDocument[next]] |= postings != null && postings.docID() == document;
			}
		}
	}

}
