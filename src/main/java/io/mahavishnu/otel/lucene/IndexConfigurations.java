package io.mahavishnu.otel.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

import org.springframework.util.unit.DataSize;

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

	/** Shapes are small: a few hundred bytes each. */
	private static final double SHAPE_SEGMENT_FLOOR_MB = 4;

	private static final int GRAPH_SHARE_OF_HEAP = 4;

	/**
	 * Some three million vectors: with 384 components as many as Lucene's own limit of 5
	 * GB.
	 */
	private static final long GRAPH_BYTES_MAX = 1_440L * 1024 * 1024;

	private IndexConfigurations() {
	}

	static IndexWriterConfig passages(LuceneProperties.Index settings) {
		ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
		merges.setDefaultMaxMergesAndThreads(false);
		return common(new KeywordAnalyzer(), settings).setMergeScheduler(merges)
			.setMergePolicy(inFewSegments(new GraphMergePolicy(graphBytesMax(settings, merges.getMaxThreadCount()))))
			.setCodec(codec(settings.vectorEncoding()));
	}

	/** What each of some merges at a time may take. */
	private static long graphBytesMax(LuceneProperties.Index settings, int merges) {
		DataSize set = settings.graphSizeMax();
		return (set != null) ? set.toBytes() / merges
				: Math.min(GRAPH_BYTES_MAX, Runtime.getRuntime().maxMemory() / GRAPH_SHARE_OF_HEAP / merges);
	}

	static IndexWriterConfig shapes(LuceneProperties.Index settings) {
		return common(new KeywordAnalyzer(), settings)
			.setMergePolicy(inFewSegments(new TieredMergePolicy()).setFloorSegmentMB(SHAPE_SEGMENT_FLOOR_MB));
	}

	static IndexWriterConfig traces(LuceneProperties.Index settings) {
		return common(new WordsAnalyzer(), settings).setSimilarity(WeightedWords.similarity())
			.setParentField(TraceDocuments.PARENT)
			.setIndexSort(TraceDocuments.NEWEST_FIRST);
	}

	private static IndexWriterConfig common(Analyzer analyzer, LuceneProperties.Index settings) {
		return new IndexWriterConfig(analyzer).setMergePolicy(purging(new TieredMergePolicy()))
			.setRAMBufferSizeMB(megabytes(settings))
			.setCommitOnClose(false);
	}

	private static TieredMergePolicy inFewSegments(TieredMergePolicy policy) {
		return purging(policy).setSegmentsPerTier(SEGMENTS_PER_TIER);
	}

	/** A purge leaves no segment out in which something is deleted. */
	private static TieredMergePolicy purging(TieredMergePolicy policy) {
		return policy.setForceMergeDeletesPctAllowed(0);
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
