package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.IndexedTrace;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;

/**
 * What is written into the three indexes, and what that leaves behind. For use under the
 * index's write lock; what is pending may be read by any thread.
 */
final class IndexWrites {

	private final CurrentView view;

	private final long contentBytesMax;

	private final Pending pending = new Pending();

	private final Orphans orphans = new Orphans();

	IndexWrites(CurrentView view, LuceneProperties.Index settings) {
		this.view = view;
		this.contentBytesMax = settings.contentMax().toBytes();
	}

	Pending pending() {
		return this.pending;
	}

	/**
	 * Forgets what was written and what is suspected.
	 * @param leftover whether the indexes may hold what nothing needs any more
	 */
	void startAnew(boolean leftover) {
		this.pending.clear();
		this.orphans.clear();
		if (leftover) {
			this.orphans.suspectEverything();
		}
	}

	void refresh(Writers writers, String model) throws IOException {
		this.view.refresh(writers, model);
		this.pending.clear();
	}

	void putPassages(Writers writers, Collection<IndexedPassage> passages) throws IOException {
		for (IndexedPassage passage : passages) {
			PassageId id = passage.passage().id();
			writers.passages().updateDocument(PassageDocuments.key(id), PassageDocuments.document(passage));
			this.pending.passages().put(id, passage.vectors().keySet());
		}
	}

	void putTraces(Writers writers, Collection<IndexedTrace> traces) throws IOException {
		Map<TraceId, ShapeId> before = shapesOf(traces.stream().map((each) -> each.trace().id()).toList());
		Shapes held = new Shapes(this.view.get().shapes());
		for (IndexedTrace trace : traces) {
			TraceId id = trace.trace().id();
			ShapeId shape = trace.text().shape();
			if (!this.pending.shapes().contains(shape) && held.find(shape) == TermLookup.NONE) {
				writers.shapes().updateDocument(ShapeDocuments.key(shape), ShapeDocuments.document(trace.text()));
				this.pending.shapes().add(shape);
			}
			Iterable<Document> block = TraceDocuments.block(trace, this.contentBytesMax);
			ShapeId replaced = before.put(id, shape);
			if (replaced == null) {
				// an update would look for it in every segment
				writers.traces().addDocuments(block);
			}
			else {
				writers.traces().updateDocuments(TraceDocuments.key(id), block);
			}
			this.pending.traces().put(id, shape);
			if (replaced != null && !replaced.equals(shape)) {
				this.orphans.suspect(replaced);
			}
		}
	}

	Set<PassageId> removeTraces(Writers writers, String model, Collection<TraceId> traces) throws IOException {
		shapesOf(traces).values().forEach(this.orphans::suspect);
		writers.traces().deleteDocuments(traces.stream().map(TraceDocuments::key).toArray(Term[]::new));
		return removeOrphans(writers, model);
	}

	Set<PassageId> removeOrphans(Writers writers, String model) throws IOException {
		if (this.orphans.isNoneSuspected()) {
			return Set.of();
		}
		refresh(writers, model);
		Set<ShapeId> shapes = this.orphans.shapes(this.view.get());
		Set<PassageId> passages = this.orphans.passagesOf(this.view.get(), shapes);
		writers.shapes().deleteDocuments(shapes.stream().map(ShapeDocuments::key).toArray(Term[]::new));
		refresh(writers, model);
		Set<PassageId> unsaid = Orphans.unsaid(this.view.get(), passages);
		writers.passages().deleteDocuments(unsaid.stream().map(PassageDocuments::key).toArray(Term[]::new));
		refresh(writers, model);
		this.orphans.clear();
		return unsaid;
	}

	/** The shapes of traces as last written, refreshed or not. */
	private Map<TraceId, ShapeId> shapesOf(Collection<TraceId> traces) throws IOException {
		Map<TraceId, ShapeId> shapes = new HashMap<>(new TraceLookup(this.view.get().traces()).shapes(traces));
		for (TraceId trace : traces) {
			ShapeId unrefreshed = this.pending.traces().get(trace);
			if (unrefreshed != null) {
				shapes.put(trace, unrefreshed);
			}
		}
		return shapes;
	}

}
