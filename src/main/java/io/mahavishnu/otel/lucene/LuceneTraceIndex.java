package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.mahavishnu.otel.index.IndexFigures;
import io.mahavishnu.otel.index.IndexModel;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.IndexedTrace;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.IOSupplier;

/**
 * The index in Lucene: distinct passages with their vectors, shapes as sets of passages,
 * and traces with words and filters, each an index of its own. Writes are serialised by a
 * lock; readers never wait.
 */
public final class LuceneTraceIndex implements TraceIndex, AutoCloseable {

	private final IndexLocation location;

	private final LuceneSnapshot.Tools tools;

	private final Figures figures = new Figures();

	private final Pending pending = new Pending();

	private final Orphans orphans = new Orphans();

	private final ReentrantLock writing = new ReentrantLock();

	private volatile Writers writers;

	private volatile View current;

	private volatile LogPosition watermark;

	private volatile IndexModel model;

	private volatile boolean closed;

	private LuceneTraceIndex(IndexLocation location, LuceneSnapshot.Tools tools) throws IOException {
		this.location = location;
		this.tools = tools;
		this.writers = location.open();
		this.current = View.of(this.writers, this.writers.model().id());
		this.watermark = this.writers.watermark();
		this.model = this.writers.model();
		suspectOrphans();
	}

	private void suspectOrphans() {
		this.orphans.clear();
		if (!this.watermark.equals(LogPosition.START)) {
			this.orphans.suspectEverything();
		}
	}

	/**
	 * Opens the index that lies beside the store, or starts a new one.
	 * @throws io.mahavishnu.otel.problem.TraceProblem when the disk fails
	 * @throws IllegalStateException when another process has it open
	 */
	static LuceneTraceIndex open(LuceneProperties properties) {
		LuceneProperties.Index settings = properties.index();
		LuceneSnapshot.Tools tools = new LuceneSnapshot.Tools(new FilterQueries(), new PassageTables(),
				new WordsAnalyzer(), new KeptViews(settings.snapshotTtl(), settings.snapshotsMax()), settings);
		return Attempt.get(() -> new LuceneTraceIndex(new IndexLocation(properties.folder(), settings), tools));
	}

	@Override
	public LogPosition watermark() {
		return this.watermark;
	}

	@Override
	public Set<PassageId> missing(Collection<PassageId> passages) {
		Set<PassageId> missing = new HashSet<>(passages);
		missing.removeAll(this.pending.passages().keySet());
		if (missing.isEmpty()) {
			return missing;
		}
		return reading((view) -> {
			TermLookup lookup = new TermLookup(view.passages(), PassageDocuments.ID);
			for (PassageId passage : List.copyOf(missing)) {
				if (lookup.has(PassageKeys.encode(passage))) {
					missing.remove(passage);
				}
			}
			return missing;
		});
	}

	@Override
	public void putPassages(Collection<IndexedPassage> passages) {
		writing(() -> {
			for (IndexedPassage passage : passages) {
				PassageId id = passage.passage().id();
				this.writers.passages().updateDocument(PassageDocuments.key(id), PassageDocuments.document(passage));
				this.pending.passages().put(id, passage.vectors().keySet());
			}
		});
	}

	@Override
	public void putTraces(Collection<IndexedTrace> traces) {
		writing(() -> {
			Map<TraceId, ShapeId> before = shapesOf(traces.stream().map((each) -> each.trace().id()).toList());
			Shapes held = new Shapes(this.current.shapes());
			for (IndexedTrace trace : traces) {
				TraceId id = trace.trace().id();
				ShapeId shape = trace.text().shape();
				if (!this.pending.shapes().contains(shape) && held.find(shape) == TermLookup.NONE) {
					this.writers.shapes()
						.updateDocument(ShapeDocuments.key(shape), ShapeDocuments.document(trace.text()));
					this.pending.shapes().add(shape);
				}
				this.writers.traces()
					.updateDocuments(TraceDocuments.key(id),
							TraceDocuments.block(trace, this.tools.settings().contentMax().toBytes()));
				this.pending.traces().put(id, shape);
				ShapeId replaced = before.put(id, shape);
				if (replaced != null && !replaced.equals(shape)) {
					this.orphans.suspect(replaced);
				}
			}
		});
	}

	@Override
	public Set<PassageId> removeTraces(Collection<TraceId> traces) {
		return writingAndGetting(() -> {
			shapesOf(traces).values().forEach(this.orphans::suspect);
			this.writers.traces().deleteDocuments(traces.stream().map(TraceDocuments::key).toArray(Term[]::new));
			return removeSuspects();
		});
	}

	@Override
	public Set<PassageId> removeOrphans() {
		return writingAndGetting(this::removeSuspects);
	}

	private Set<PassageId> removeSuspects() throws IOException {
		if (this.orphans.isNoneSuspected()) {
			return Set.of();
		}
		refreshView();
		Set<ShapeId> shapes = this.orphans.shapes(this.current);
		Set<PassageId> passages = this.orphans.passagesOf(this.current, shapes);
		this.writers.shapes().deleteDocuments(shapes.stream().map(ShapeDocuments::key).toArray(Term[]::new));
		refreshView();
		Set<PassageId> unsaid = Orphans.unsaid(this.current, passages);
		this.writers.passages().deleteDocuments(unsaid.stream().map(PassageDocuments::key).toArray(Term[]::new));
		refreshView();
		this.orphans.clear();
		return unsaid;
	}

	/** The shapes of traces as last written, refreshed or not. */
	private Map<TraceId, ShapeId> shapesOf(Collection<TraceId> traces) throws IOException {
		Map<TraceId, ShapeId> shapes = new HashMap<>(new TraceLookup(this.current.traces()).shapes(traces));
		for (TraceId trace : traces) {
			ShapeId unrefreshed = this.pending.traces().get(trace);
			if (unrefreshed != null) {
				shapes.put(trace, unrefreshed);
			}
		}
		return shapes;
	}

	@Override
	public List<Passage> unembedded(String named, int limit) {
		return reading((view) -> {
			Map<PassageId, Set<String>> unrefreshed = this.pending.passages();
			ScoreDoc[] found = view.passages()
				.search(PassageDocuments.notEmbeddedBy(named), limit + unrefreshed.size() + 1).scoreDocs;
			StoredFields stored = view.passages().storedFields();
			List<Passage> passages = new ArrayList<>();
			for (int i = 0; i < found.length && passages.size() < limit; i++) {
				Passage passage = Passage.of(stored.document(found[i].doc).get(PassageDocuments.TEXT));
				if (!unrefreshed.getOrDefault(passage.id(), Set.of()).contains(named)) {
					passages.add(passage);
				}
			}
			return passages;
		});
	}

	@Override
	public void refresh() {
		writing(this::refreshView);
	}

	private void refreshView() throws IOException {
		View before = this.current;
		View reopened = before.reopened(this.writers, this.model.id());
		if (reopened != null) {
			this.current = reopened;
			before.release();
		}
		this.pending.clear();
	}

	@Override
	public void commit(LogPosition watermark) {
		writing(() -> {
			this.writers.commit(watermark, this.model);
			this.watermark = watermark;
		});
	}

	@Override
	public boolean isBroken() {
		return !this.closed && this.writers.isBroken();
	}

	@Override
	public void recover(Runnable atLoss) {
		writing(() -> {
			if (!isBroken()) {
				return;
			}
			this.location.requireSpace();
			this.writers.abandon();
			Writers opened = this.location.open();
			View before = this.current;
			View after = View.of(opened, opened.model().id());
			atLoss.run();
			this.current = after;
			this.writers = opened;
			this.watermark = opened.watermark();
			this.model = opened.model();
			this.pending.clear();
			suspectOrphans();
			before.release();
		});
	}

	@Override
	public void purge() {
		writing(() -> {
			this.writers.commit(this.watermark, this.model);
			refreshView();
		});
		// not under the lock: merging takes long
		Attempt.run(this.writers::mergeDeletes);
		writing(() -> {
			this.writers.commit(this.watermark, this.model);
			refreshView();
			this.writers.dropUnused();
		});
	}

	@Override
	public void clear() {
		writing(() -> {
			this.watermark = LogPosition.START;
			this.writers.clear(this.model);
			this.orphans.clear();
			refreshView();
		});
	}

	@Override
	public IndexModel model() {
		return this.model;
	}

	@Override
	public void useModel(IndexModel named) {
		writing(() -> this.model = named);
	}

	@Override
	public Map<TraceId, SpanLocations> locate(Collection<TraceId> traces) {
		return reading((view) -> new TraceLookup(view.traces()).locations(traces));
	}

	@Override
	public IndexSnapshot snapshot() {
		return new LuceneSnapshot(hold(), this.tools);
	}

	@Override
	public Optional<IndexSnapshot> snapshot(String token) {
		return this.tools.kept().hold(token).map((view) -> new LuceneSnapshot(view, this.tools));
	}

	@Override
	public long embeddedPassages(String named) {
		return reading((view) -> (long) view.passages().count(PassageDocuments.embeddedBy(named)));
	}

	@Override
	public IndexFigures figures() {
		return reading((view) -> this.figures.of(view, this.writers.bytesOnDisk()));
	}

	/**
	 * Closes the index; what was not committed is lost, and derived again from the store.
	 */
	@Override
	public void close() {
		this.tools.kept().close();
		writing(() -> {
			if (!this.closed) {
				this.closed = true;
				this.current.release();
				this.writers.close();
			}
		});
	}

	private View hold() {
		View view = this.current;
		while (!view.hold()) {
			Thread.onSpinWait();
			view = this.current;
		}
		return view;
	}

	private <T> T reading(Reading<T> reading) {
		View view = hold();
		try {
			return Attempt.get(() -> reading.of(view));
		}
		finally {
			view.release();
		}
	}

	private interface Reading<T> {

		T of(View view) throws IOException;

	}

	private void writing(Attempt.Action action) {
		writingAndGetting(() -> {
			action.run();
			return true;
		});
	}

	private <T> T writingAndGetting(IOSupplier<T> action) {
		this.writing.lock();
		try {
			return Attempt.get(action);
		}
		finally {
			this.writing.unlock();
		}
	}

}
