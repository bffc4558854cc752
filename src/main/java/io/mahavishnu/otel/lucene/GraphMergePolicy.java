package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Counts a segment as large as the HNSW graph of its vectors is on the heap, where it
 * lies whole while segments are merged to this one. So no segments are merged to one
 * whose graph exceeds the limit; larger ones stay apart, for somewhat slower searches.
 * Only a purge writes a segment anew that is larger already, as after the limit was
 * lowered: that takes what its graph takes. Left to the size of files, merges of some
 * million vectors would end a process with a small heap, and again after each start.
 * <p>
 * A forced merge is one to tidy up: it merges what the limit lets lie in one segment, as
 * far as that pays. How many segments are asked for is passed over.
 */
final class GraphMergePolicy extends TieredMergePolicy {

	/**
	 * Bytes of a node: with up to 32 neighbours, as here, 411 were counted of a graph of
	 * 200,000.
	 */
	static final int NODE_BYTES = 450;

	/** Smaller segments count as large as one of so many vectors. */
	private static final int FLOOR_VECTORS = 10_000;

	/**
	 * Segments are put together with the largest when they have this part of what it has:
	 * its vectors are then merged again once for four times as many.
	 */
	private static final int PAYING_PARTS = 4;

	private static final double MEGABYTE = 1024 * 1024;

	private final Queue<Tidying> tidying = new ConcurrentLinkedQueue<>();

	/**
	 * @param graphBytesMax the most that the graph of a merged segment may take
	 */
	GraphMergePolicy(long graphBytesMax) {
		setMaxMergedSegmentMB(graphBytesMax / MEGABYTE);
		setFloorSegmentMB(FLOOR_VECTORS * NODE_BYTES / MEGABYTE);
	}

	@Override
	public @Nullable MergeSpecification findForcedMerges(SegmentInfos infos, int segmentsMax,
			Map<SegmentCommitInfo, Boolean> toMerge, MergeContext context) throws IOException {
		MergeSpecification merges = new MergeSpecification();
		for (Bin bin : bins(infos, toMerge, context)) {
			if (bin.bytes - bin.largest >= bin.largest / PAYING_PARTS) {
				merges.add(new Tidying(bin.segments));
			}
		}
		return merges.merges.isEmpty() ? null : merges;
	}

	/** Ends the forced merges that run; they leave everything as it was. */
	void giveUpTidying() {
		for (Tidying merge = this.tidying.poll(); merge != null; merge = this.tidying.poll()) {
			merge.setAborted();
		}
	}

	/** Each segment in the first bin that has room for it, the largest first. */
	private List<Bin> bins(SegmentInfos infos, Map<SegmentCommitInfo, Boolean> toMerge, MergeContext context)
			throws IOException {
		Map<SegmentCommitInfo, Long> sizes = new HashMap<>();
		for (SegmentCommitInfo segment : infos) {
			if (toMerge.containsKey(segment) && !context.getMergingSegments().contains(segment)) {
				sizes.put(segment, size(segment, context));
			}
		}
		long bytesMax = (long) (getMaxMergedSegmentMB() * MEGABYTE);
		List<Bin> bins = new ArrayList<>();
		sizes.entrySet()
			.stream()
			.sorted(Map.Entry.<SegmentCommitInfo, Long>comparingByValue().reversed())
			.forEach((each) -> bins.stream()
				.filter((bin) -> bin.bytes + each.getValue() <= bytesMax)
				.findFirst()
				.orElseGet(() -> {
					bins.add(new Bin(each.getValue()));
					return bins.getLast();
				})
				.add(each.getKey(), each.getValue()));
		return bins;
	}

	/** Known while it waits and runs. */
	private final class Tidying extends OneMerge {

		Tidying(List<SegmentCommitInfo> segments) {
			super(segments);
			GraphMergePolicy.this.tidying.add(this);
		}

		@Override
		public void mergeFinished(boolean success, boolean dropped) throws IOException {
			GraphMergePolicy.this.tidying.remove(this);
			super.mergeFinished(success, dropped);
		}

	}

	private static final class Bin {

		private final List<SegmentCommitInfo> segments = new ArrayList<>();

		private final long largest;

		private long bytes;

		Bin(long largest) {
			this.largest = largest;
		}

		void add(SegmentCommitInfo segment, long size) {
			this.segments.add(segment);
			this.bytes += size;
		}

	}

	@Override
	protected long size(SegmentCommitInfo segment, MergeContext context) throws IOException {
		return (long) (segment.info.maxDoc() - context.numDeletesToMerge(segment)) * NODE_BYTES;
	}

}
