package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.WordCoverage;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Search by words, by BM25, and how much of the query each hit covers. */
final class KeywordSearch {

	private final IndexSearcher traces;

	KeywordSearch(IndexSearcher traces) {
		this.traces = traces;
	}

	/**
	 * The best traces.
	 * @param filter what they must match; null when every trace passes: only traces have
	 * words
	 * @param near which of them count, by their meaning; null when all do
	 */
	List<KeywordHit> matching(QueryWords query, @Nullable Query filter, @Nullable NearShapes near, Grouping grouping,
			int limit) throws IOException {
		if (query.isEmpty() || limit <= 0) {
			return List.of();
		}
		BestTraces collector = new BestTraces(limit, grouping, near);
		Query words = query.query();
		this.traces.search((filter != null) ? FilterQueries.both(words, filter) : words, collector);
		return hits(query, collector.inOrder());
	}

	/**
	 * How much of a query some traces say; those that have none of the words are absent.
	 * @param documents the traces by their numbers in the searcher, in rising order
	 */
	Map<TraceId, WordCoverage> coverages(QueryWords query, SortedMap<Integer, TraceId> documents) throws IOException {
		Worth[] worths = worths(query, documents.keySet().stream().mapToInt(Integer::intValue).toArray());
		Map<TraceId, WordCoverage> coverages = new HashMap<>();
		int next = 0;
		for (TraceId id : documents.values()) {
			Worth worth = worths[next++];
			if (worth.coveredIdf > 0) {
				coverages.put(id, worth.coverage(query));
			}
		}
		return coverages;
	}

	private List<KeywordHit> hits(QueryWords query, List<BestTraces.Scored> best) throws IOException {
		int[] documents = best.stream().mapToInt(BestTraces.Scored::document).sorted().toArray();
		Worth[] worths = worths(query, documents);
		return best.stream()
			.map((each) -> new KeywordHit(each.key(), each.score(),
					worths[Arrays.binarySearch(documents, each.document())].coverage(query)))
			.toList();
	}

	/** What the query's terms tell of one trace. */
	private static final class Worth {

		private double coveredIdf;

		private boolean named;

		WordCoverage coverage(QueryWords query) {
			return new WordCoverage((float) Math.min(1, this.coveredIdf / query.idfTotal()), this.named);
		}

	}

	/**
	 * What the query's terms tell of each trace.
	 * @param documents the traces, in rising order
	 */
	private Worth[] worths(QueryWords query, int[] documents) throws IOException {
		Worth[] worths = new Worth[documents.length];
		Arrays.setAll(worths, (i) -> new Worth());
		for (QueryWords.QueryTerm term : query.terms()) {
			boolean[] has = new boolean[documents.length];
			for (Term each : term.anyOf()) {
				markHaving(each, documents, has);
			}
			for (int i = 0; i < has.length; i++) {
				worths[i].coveredIdf += has[i] ? term.idf() : 0;
				worths[i].named |= has[i] && term.isNaming();
			}
		}
		return worths;
	}

	private void markHaving(Term term, int[] documents, boolean[] has) throws IOException {
		List<LeafReaderContext> leaves = this.traces.getLeafContexts();
		int next = 0;
		while (next < documents.length) {
			LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(documents[next], leaves));
			PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
			int end = leaf.docBase + leaf.reader().maxDoc();
			for (; next < documents.length && documents[next] < end; next++) {
				int document = documents[next] - leaf.docBase;
				if (postings != null && postings.docID() < document) {
					postings.advance(document);
				}
				has[next] |= postings != null && postings.docID() == document;
			}
		}
	}

}
