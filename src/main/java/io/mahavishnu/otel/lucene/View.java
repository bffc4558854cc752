package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * One unchanging state of the three indexes, opened together. Its readers are closed when
 * the last holder lets go. Segments of passages are compared with a query side by side,
 * on the JVM's common pool. Thread-safe.
 */
final class View {

	private final String token = UUID.randomUUID().toString();

	private final String model;

	private final DirectoryReader passages;

	private final DirectoryReader shapes;

	private final DirectoryReader traces;

	private final IndexSearcher passageSearcher;

	private final IndexSearcher shapeSearcher;

	private final IndexSearcher traceSearcher;

	private final AtomicInteger holders = new AtomicInteger(1);

	private View(String model, DirectoryReader passages, DirectoryReader shapes, DirectoryReader traces) {
		this.model = model;
		this.passages = passages;
		this.shapes = shapes;
		this.traces = traces;
		this.passageSearcher = new IndexSearcher(passages, ForkJoinPool.commonPool());
		this.shapeSearcher = new IndexSearcher(shapes);
		this.traceSearcher = new IndexSearcher(traces);
		this.traceSearcher.setSimilarity(WeightedWords.similarity());
	}

	/** A view of all that was written; its maker holds it. */
	static View of(Writers writers, String model) throws IOException {
		return new View(model, DirectoryReader.open(writers.passages()), DirectoryReader.open(writers.shapes()),
				DirectoryReader.open(writers.traces()));
	}

	/**
	 * A view of all that is written by now, held by its maker; null when nothing changed.
	 * A trace is written after its shape and passages; so its reader is opened first, and
	 * never shows a trace without them.
	 */
	@Nullable View reopened(Writers writers, String model) throws IOException {
		@Nullable DirectoryReader newTraces = DirectoryReader.openIfChanged(this.traces, writers.traces());
		@Nullable DirectoryReader newShapes = DirectoryReader.openIfChanged(this.shapes, writers.shapes());
		@Nullable DirectoryReader newPassages = DirectoryReader.openIfChanged(this.passages, writers.passages());
		if (newTraces == null && newShapes == null && newPassages == null && model.equals(this.model)) {
			return null;
		}
		return new View(model, elseShared(newPassages, this.passages), elseShared(newShapes, this.shapes),
				elseShared(newTraces, this.traces));
	}

	private static DirectoryReader elseShared(@Nullable DirectoryReader opened, DirectoryReader before) {
		if (opened != null) {
			return opened;
		}
		before.incRef();
		return before;
	}

	/** The bytes of its segments, wherever they lie. */
	long bytes() throws IOException {
		long bytes = 0;
		for (DirectoryReader reader : List.of(this.passages, this.shapes, this.traces)) {
			for (LeafReaderContext leaf : reader.leaves()) {
				if (FilterLeafReader.unwrap(leaf.reader()) instanceof SegmentReader segment) {
					bytes += segment.getSegmentInfo().sizeInBytes();
				}
			}
		}
		return bytes;
	}

	String token() {
		return this.token;
	}

	/** The id of the model whose vectors are compared. */
	String model() {
		return this.model;
	}

	IndexSearcher passages() {
		return this.passageSearcher;
	}

	IndexSearcher shapes() {
		return this.shapeSearcher;
	}

	IndexSearcher traces() {
		return this.traceSearcher;
	}

	/** Holds the view; false when it is closed already. */
	boolean hold() {
		return this.holders.getAndUpdate((count) -> (count == 0) ? 0 : count + 1) > 0;
	}

	void release() {
		if (this.holders.decrementAndGet() == 0) {
			Attempt.run(() -> {
				for (DirectoryReader reader : List.of(this.traces, this.shapes, this.passages)) {
					reader.decRef();
				}
			});
		}
	}

}
