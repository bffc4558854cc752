package io.mahavishnu.otel.lucene;

import java.io.IOException;

import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.TieredMergePolicy;

/**
 * Counts a segment as large as the HNSW graph of its vectors is on the heap, where it
 * lies whole while segments are merged to this one. So no segments are merged to one
 * whose graph exceeds the limit; larger ones stay apart, for somewhat slower searches.
 * Only a purge writes a segment anew that is larger already, as after the limit was
 * lowered: that takes what its graph takes. Left to the size of files, merges of some
 * million vectors would end a process with a small heap, and again after each start.
 */
final class GraphMergePolicy extends TieredMergePolicy {

	/**
	 * Bytes of a node: with up to 32 neighbours, as here, 411 were counted of a graph of
	 * 200,000.
	 */
	static final int NODE_BYTES = 450;

	/** Smaller segments count as large as one of so many vectors. */
	private static final int FLOOR_VECTORS = 10_000;

	private static final double MEGABYTE = 1024 * 1024;

	/**
	 * @param graphBytesMax the most that the graph of a merged segment may take
	 */
	GraphMergePolicy(long graphBytesMax) {
		setMaxMergedSegmentMB(graphBytesMax / MEGABYTE);
		setFloorSegmentMB(FLOOR_VECTORS * NODE_BYTES / MEGABYTE);
	}

	@Override
	protected long size(SegmentCommitInfo segment, MergeContext context) throws IOException {
		return (long) (segment.info.maxDoc() - context.numDeletesToMerge(segment)) * NODE_BYTES;
	}

}
