package io.mahavishnu.otel.lucene;

import java.io.IOException;

import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.HitQueue;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
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
	 * The nearest vectors, in no order: exactly those where the vectors are held exactly,
	 * and up to the error of the encoding where they are quantised.
	 * @param field the field of the vectors
	 * @param k how many are wanted
	 * @return as many, or all when there are fewer
	 */
	static ScoreDoc[] nearest(IndexSearcher searcher, String field, float[] query, int k) throws IOException {
		HitQueue nearest = new HitQueue(k, false);
		for (LeafReaderContext leaf : searcher.getLeafContexts()) {
			FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
			VectorScorer scorer = (vectors != null) ? vectors.scorer(query) : null;
			if (scorer != null) {
				collect(scorer, leaf, nearest, k);
			}
		}
		ScoreDoc[] found = new ScoreDoc[nearest.size()];
		for (int i = 0; i < found.length; i++) {
			found[i] = nearest.pop();
		}
		return found;
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
