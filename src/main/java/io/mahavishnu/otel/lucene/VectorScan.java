package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.HitQueue;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;

/**
 * Compares a query with every vector, one after the other, as they lie on the disk. Its
 * time grows with their number, not with how many are wanted; a graph is faster for the
 * nearest few, and slower and less exact for the nearest thousands.
 */
final class VectorScan {

	private VectorScan() {
	}

	/**
	 * The nearest vectors, nearest first, by the exact vectors however the graph holds
	 * them. Segments are compared side by side, if the searcher has an executor.
	 * @param field the field of the vectors
	 * @param k how many are wanted
	 * @return as many, or all when there are fewer
	 */
	static ScoreDoc[] nearest(IndexSearcher searcher, String field, float[] query, int k) throws IOException {
		List<Callable<TopDocs>> scans = new ArrayList<>();
		for (LeafReaderContext leaf : searcher.getLeafContexts()) {
			scans.add(() -> ofSegment(leaf, field, query, k));
		}
		return TopDocs.merge(k, searcher.getTaskExecutor().invokeAll(scans).toArray(TopDocs[]::new)).scoreDocs;
	}

	private static TopDocs ofSegment(LeafReaderContext leaf, String field, float[] query, int k) throws IOException {
		HitQueue nearest = new HitQueue(k, false);
		FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
		VectorScorer scorer = (vectors != null) ? vectors.rescorer(query) : null;
		if (scorer != null) {
			collect(scorer, leaf, nearest, k);
		}
		ScoreDoc[] found = new ScoreDoc[nearest.size()];
		for (int i = found.length - 1; i >= 0; i--) {
			found[i] = nearest.pop();
		}
		return new TopDocs(new TotalHits(found.length, TotalHits.Relation.EQUAL_TO), found);
	}

	private static void collect(VectorScorer scorer, LeafReaderContext leaf, HitQueue nearest, int k)
			throws IOException {
		VectorScorer.Bulk bulk = scorer.bulk(null);
		Bits live = leaf.reader().getLiveDocs();
		DocAndFloatFeatureBuffer scored = new DocAndFloatFeatureBuffer();
		do {
			bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, scored);
			for (int i = 0; i < scored.size; i++) {
				if (nearest.size() < k) {
					nearest.add(new ScoreDoc(leaf.docBase + scored.docs[i], scored.features[i]));
				}
				else if (scored.features[i] > nearest.top().score) {
					ScoreDoc replaced = nearest.top();
					replaced.doc = leaf.docBase + scored.docs[i];
					replaced.score = scored.features[i];
					nearest.updateTop();
				}
			}
		}
		while (scored.size > 0);
	}

}
