package io.mahavishnu.otel.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/** How each of the three indexes is written. */
final class IndexConfigurations {

	/** Neighbours of a node of the HNSW graph. */
	private static final int HNSW_CONNECTIONS = 16;

	/** Candidates while a node is added to the HNSW graph. */
	private static final int HNSW_BEAM_WIDTH = 100;

	/**
	 * A search enters the graph of every segment of the passages, and looks up some
	 * hundred passages in every segment of the shapes. So both are kept in half as many
	 * segments as Lucene would, for somewhat more that is merged: an embedded text costs
	 * many times what it costs to put its vector in a graph once more.
	 */
	private static final int SEGMENTS_PER_TIER = 4;

	/** Smaller segments count as large as this: some 10,000 vectors of 384 components. */
	private static final double PASSAGE_SEGMENT_FLOOR_MB = 16;

	/** Shapes are small: a few hundred bytes each. */
	private static final double SHAPE_SEGMENT_FLOOR_MB = 4;

	private IndexConfigurations() {
	}

	static IndexWriterConfig passages(LuceneProperties.Index settings) {
		return common(new KeywordAnalyzer(), settings).setMergePolicy(fewSegments(PASSAGE_SEGMENT_FLOOR_MB))
			.setCodec(codec(settings.vectorEncoding()));
	}

	static IndexWriterConfig shapes(LuceneProperties.Index settings) {
		return common(new KeywordAnalyzer(), settings).setMergePolicy(fewSegments(SHAPE_SEGMENT_FLOOR_MB));
	}

	static IndexWriterConfig traces(LuceneProperties.Index settings) {
		return common(new WordsAnalyzer(), settings).setSimilarity(WeightedWords.similarity())
			.setParentField(TraceDocuments.PARENT)
			.setIndexSort(TraceDocuments.NEWEST_FIRST);
	}

	private static IndexWriterConfig common(Analyzer analyzer, LuceneProperties.Index settings) {
		return new IndexWriterConfig(analyzer).setMergePolicy(mergePolicy())
			.setRAMBufferSizeMB(megabytes(settings))
			.setCommitOnClose(false);
	}

	/** A purge leaves no segment out in which something is deleted. */
	private static TieredMergePolicy mergePolicy() {
		return new TieredMergePolicy().setForceMergeDeletesPctAllowed(0);
	}

	private static TieredMergePolicy fewSegments(double floorMegabytes) {
		return mergePolicy().setSegmentsPerTier(SEGMENTS_PER_TIER).setFloorSegmentMB(floorMegabytes);
	}

	private static double megabytes(LuceneProperties.Index settings) {
		return settings.ramBufferSize().toBytes() / (1024.0 * 1024.0);
	}

	private static Codec codec(LuceneProperties.VectorEncoding encoding) {
		KnnVectorsFormat format = new LargeVectorsFormat(switch (encoding) {
			case FLOAT32 -> new Lucene99HnswVectorsFormat(HNSW_CONNECTIONS, HNSW_BEAM_WIDTH);
			case QUANTIZED -> new Lucene104HnswScalarQuantizedVectorsFormat(HNSW_CONNECTIONS, HNSW_BEAM_WIDTH);
		});
		return new Lucene104Codec() {
			@Override
			public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
				return format;
			}
		};
	}

}
