package io.mahavishnu.otel.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import io.mahavishnu.otel.index.IndexModel;
import io.mahavishnu.otel.store.LogPosition;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writers of the three indexes. Passages are committed before the shapes that have
 * them, and shapes before the traces that have them; the traces' commit carries the
 * watermark. A crash in between leaves passages and shapes too many, never too few for
 * the traces that remain valid.
 *
 * @param passages distinct passages
 * @param shapes shapes
 * @param traces traces
 */
record Writers(IndexWriter passages, IndexWriter shapes, IndexWriter traces) implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(Writers.class);

	/**
	 * Raised with every change of what is written; an index of another one is dropped.
	 */
	static final String FORMAT = "5";

	private static final Duration MERGE_POLL = Duration.ofMillis(20);

	private static final String FORMAT_KEY = "format";

	private static final String WATERMARK_KEY = "watermark";

	private static final String FURTHEST_KEY = "furthest";

	List<IndexWriter> inOrder() {
		return List.of(this.passages, this.shapes, this.traces);
	}

	void commit(LogPosition watermark, LogPosition furthest, IndexModel model) throws IOException {
		for (IndexWriter writer : inOrder()) {
			commit(writer, watermark, furthest, model);
		}
	}

	/**
	 * Deletes everything, traces first, so that no watermark outlives what it vouches
	 * for.
	 */
	void clear(IndexModel model) throws IOException {
		for (IndexWriter writer : inOrder().reversed()) {
			writer.deleteAll();
			commit(writer, LogPosition.START, LogPosition.START, model);
		}
	}

	/**
	 * Writes every segment anew that has something deleted in it. Segments that are being
	 * merged would be passed over, and what was deleted since that began would keep its
	 * text: what is merged for faster searches is given up, and all else is waited for.
	 */
	void mergeDeletes() throws IOException {
		if (this.passages.getConfig().getMergePolicy() instanceof GraphMergePolicy policy) {
			policy.giveUpTidying();
		}
		for (IndexWriter writer : inOrder()) {
			awaitMerges(writer);
			writer.forceMergeDeletes();
		}
	}

	/** Waits for the merges that run now, not for those that begin meanwhile. */
	private static void awaitMerges(IndexWriter writer) {
		Set<SegmentCommitInfo> running = merging(writer);
		while (!Collections.disjoint(running, merging(writer)) && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(MERGE_POLL.toNanos());
		}
	}

	private static Set<SegmentCommitInfo> merging(IndexWriter writer) {
		// as the writer asks for
		synchronized (writer) {
			return Set.copyOf(writer.getMergingSegments());
		}
	}

	/** Begins to merge passages in the background, as far as that pays. */
	void tidy() throws IOException {
		if (!isTidying() && hasRoomToMerge()) {
			this.passages.forceMerge(1, false);
		}
	}

	/** Whether passages are being merged. */
	boolean isTidying() {
		return !merging(this.passages).isEmpty();
	}

	/** What is merged lies on the disk twice until it is committed. */
	private boolean hasRoomToMerge() throws IOException {
		return !(FilterDirectory.unwrap(this.passages.getDirectory()) instanceof FSDirectory files)
				|| Files.getFileStore(files.getDirectory()).getUsableSpace() > 2 * bytesOf(files);
	}

	/** Removes the files that neither a commit nor a reader needs any more. */
	void dropUnused() throws IOException {
		for (IndexWriter writer : inOrder()) {
			writer.deleteUnusedFiles();
		}
	}

	private static void commit(IndexWriter writer, LogPosition watermark, LogPosition furthest, IndexModel model)
			throws IOException {
		Map<String, String> data = new HashMap<>(model.notes());
		data.put(FORMAT_KEY, FORMAT);
		data.put(WATERMARK_KEY, Long.toString(watermark.value()));
		data.put(FURTHEST_KEY, Long.toString(furthest.value()));
		writer.setLiveCommitData(data.entrySet());
		writer.commit();
	}

	/** The watermark of the last commit; the start when there was none. */
	LogPosition watermark() {
		return position(WATERMARK_KEY);
	}

	/** How far the last commit may reach; the start when there was none. */
	LogPosition furthest() {
		return position(FURTHEST_KEY);
	}

	private LogPosition position(String key) {
		String position = committed(this.traces).get(key);
		return (position != null) ? new LogPosition(Long.parseLong(position)) : LogPosition.START;
	}

	/** The model in use at the last commit. */
	IndexModel model() {
		return IndexModel.of(committed(this.traces));
	}

	/** Whether all that is committed has the format that this code writes. */
	boolean hasFormat() {
		return inOrder().stream().map((writer) -> committed(writer).get(FORMAT_KEY)).allMatch(FORMAT::equals);
	}

	private static Map<String, String> committed(IndexWriter writer) {
		Map<String, String> data = new HashMap<>();
		Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
		if (live != null) {
			live.forEach((entry) -> data.put(entry.getKey(), entry.getValue()));
		}
		return data;
	}

	/** The bytes of the files; 0 when they lie in memory. */
	long bytesOnDisk() throws IOException {
		long bytes = 0;
		for (IndexWriter writer : inOrder()) {
			if (FilterDirectory.unwrap(writer.getDirectory()) instanceof FSDirectory files) {
				bytes += bytesOf(files);
			}
		}
		return bytes;
	}

	private static long bytesOf(Directory directory) throws IOException {
		long bytes = 0;
		for (String file : directory.listAll()) {
			try {
				bytes += directory.fileLength(file);
			}
			catch (NoSuchFileException goneMeanwhile) {
				// a merge dropped it after it was listed
			}
		}
		return bytes;
	}

	/** Whether one of them has closed itself after a failure of the disk. */
	boolean isBroken() {
		return inOrder().stream().anyMatch((writer) -> !writer.isOpen());
	}

	/** Closes what is broken, as far as it can be closed; views of it remain. */
	void abandon() {
		for (IndexWriter writer : inOrder()) {
			try {
				writer.rollback();
			}
			catch (IOException | AlreadyClosedException failure) {
				logger.debug("A broken index could not be rolled back", failure);
			}
			finally {
				IOUtils.closeWhileHandlingException(writer.getDirectory());
			}
		}
	}

	/** Closes without a commit: what was not committed is lost, as the port says. */
	@Override
	public void close() throws IOException {
		for (IndexWriter writer : inOrder()) {
			writer.close();
			writer.getDirectory().close();
		}
	}

}
