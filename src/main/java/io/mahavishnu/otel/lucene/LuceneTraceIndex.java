package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Collection;
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
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.TraceId;
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

	private final ReentrantLock writing = new ReentrantLock();

	private final CurrentView view;

	private final IndexWrites writes;

	private volatile Writers writers;

	private volatile LogPosition watermark;

	private volatile LogPosition furthest;

	/** The last span that was put. Guarded by the lock of the writes. */
	private LogPosition put = LogPosition.START;

	private volatile IndexModel model;

	private volatile boolean closed;

	private LuceneTraceIndex(IndexLocation location, LuceneSnapshot.Tools tools) throws IOException {
		this.location = location;
		this.tools = tools;
		this.writers = location.open();
		this.watermark = this.writers.watermark();
		this.furthest = this.writers.furthest();
		this.model = this.writers.model();
		this.view = new CurrentView(View.of(this.writers, this.model.id()));
		this.writes = new IndexWrites(this.view, tools.settings());
		this.writes.startAnew(!this.watermark.equals(LogPosition.START));
	}

	/**
	 * Opens the index that lies beside the store, or starts a new one.
	 * @throws io.mahavishnu.otel.problem.TraceProblem when the disk fails
	 * @throws IllegalStateException when another process has it open
	 */
	static LuceneTraceIndex open(LuceneProperties properties) {
		LuceneProperties.Index settings = properties.index();
		LuceneSnapshot.Tools tools = new LuceneSnapshot.Tools(new FilterQueries(), new PassageTables(),
				new ShapeSizes(), new WordsAnalyzer(), new KeptViews(settings.snapshotTtl(), settings.snapshotsMax()),
				settings);
		return Attempt.get(() -> new LuceneTraceIndex(new IndexLocation(properties.folder(), settings), tools));
	}

	@Override
	public LogPosition watermark() {
		return this.watermark;
	}

	@Override
	public LogPosition furthest() {
		return this.furthest;
	}

	@Override
	public Set<PassageId> missing(Collection<PassageId> passages) {
		Set<PassageId> missing = new HashSet<>(passages);
		missing.removeAll(this.writes.pending().passages().keySet());
		return missing.isEmpty() ? missing : this.view.read((shown) -> {
			TermLookup lookup = new TermLookup(shown.passages(), PassageDocuments.ID);
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
		writing(() -> this.writes.putPassages(this.writers, passages));
	}

	@Override
	public void putTraces(Collection<IndexedTrace> traces) {
		writing(() -> {
			for (IndexedTrace trace : traces) {
				this.put = LogPosition.later(this.put, trace.locations().last());
			}
			this.writes.putTraces(this.writers, traces);
		});
	}

	@Override
	public Set<PassageId> removeTraces(Collection<TraceId> traces) {
		return writingAndGetting(() -> this.writes.removeTraces(this.writers, this.model.id(), traces));
	}

	@Override
	public Set<PassageId> removeOrphans() {
		return writingAndGetting(() -> this.writes.removeOrphans(this.writers, this.model.id()));
	}

	@Override
	public List<Passage> unembedded(String named, int limit) {
		return this.view.read((shown) -> PassageDocuments.notEmbeddedBy(named, limit, shown.passages(),
				this.writes.pending().passages()));
	}

	@Override
	public void refresh() {
		writing(this::refreshView);
	}

	private void refreshView() throws IOException {
		this.writes.refresh(this.writers, this.model.id());
	}

	@Override
	public void commit(LogPosition watermark) {
		writing(() -> commitAt(watermark));
	}

	private void commitAt(LogPosition at) throws IOException {
		LogPosition reached = LogPosition.later(this.put, LogPosition.later(this.furthest, at));
		this.writers.commit(at, reached, this.model);
		this.watermark = at;
		this.furthest = reached;
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
			View after = View.of(opened, opened.model().id());
			atLoss.run();
			this.writers = opened;
			this.watermark = opened.watermark();
			this.furthest = opened.furthest();
			this.model = opened.model();
			this.writes.startAnew(!this.watermark.equals(LogPosition.START));
			this.view.exchange(after);
		});
	}

	@Override
	public void purge() {
		writing(() -> {
			commitAt(this.watermark);
			refreshView();
		});
		// not under the lock: merging takes long
		Attempt.run(this.writers::mergeDeletes);
		writing(() -> {
			commitAt(this.watermark);
			refreshView();
			this.writers.dropUnused();
		});
	}

	@Override
	public void tidy() {
		writing(() -> this.writers.tidy());
	}

	@Override
	public boolean isTidying() {
		return this.writers.isTidying();
	}

	@Override
	public void clear() {
		writing(() -> {
			this.watermark = LogPosition.START;
			this.furthest = LogPosition.START;
			this.put = LogPosition.START;
			this.writers.clear(this.model);
			this.writes.startAnew(false);
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
		return this.view.read((shown) -> new TraceLookup(shown.traces()).locations(traces));
	}

	@Override
	public IndexSnapshot snapshot() {
		return new LuceneSnapshot(this.view.hold(), this.tools);
	}

	@Override
	public Optional<IndexSnapshot> snapshot(String token) {
		return this.tools.kept().hold(token).map((held) -> new LuceneSnapshot(held, this.tools));
	}

	@Override
	public long embeddedPassages(String named) {
		return this.view.read((shown) -> (long) shown.passages().count(PassageDocuments.embeddedBy(named)));
	}

	@Override
	public IndexFigures figures() {
		return this.view.read((shown) -> this.figures.of(shown, this.writers.bytesOnDisk()));
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
				this.view.close();
				this.writers.close();
			}
		});
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
