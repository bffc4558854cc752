package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.HitLimit;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceDigest;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOrder;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.index.WordCoverage;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** One view of the index as the port shows it. */
final class LuceneSnapshot implements IndexSnapshot {

	private final View view;

	private final Tools tools;

	/** Of the last query in words, which is asked for twice. */
	private volatile @Nullable Read read;

	private boolean closed;

	/**
	 * @param view a view held for this snapshot, which lets go of it when closed
	 */
	LuceneSnapshot(View view, Tools tools) {
		this.view = view;
		this.tools = tools;
	}

	/**
	 * What all snapshots of an index share; thread-safe.
	 *
	 * @param filters makes queries of filters
	 * @param passages where passages stand
	 * @param sizes how many traces have a shape
	 * @param analyzer how words become terms
	 * @param kept the views that can be asked for again
	 * @param settings the index's settings
	 */
	record Tools(FilterQueries filters, PassageTables passages, ShapeSizes sizes, WordsAnalyzer analyzer,
			KeptViews kept, LuceneProperties.Index settings) {

	}

	@Override
	public String token() {
		this.tools.kept().keep(this.view);
		return this.view.token();
	}

	@Override
	public String model() {
		return this.view.model();
	}

	@Override
	public List<SemanticHit> nearest(float[] query, TraceFilter filter, float minSimilarity, Grouping grouping,
			HitLimit limit) {
		return Attempt.get(() -> {
			Query passing = this.tools.filters().of(filter);
			SemanticSearch search = semantic(query, minSimilarity);
			@Nullable Set<ShapeId> few = filter.isAll() ? null
					: SemanticSearch.shapesOf(this.view, passing, this.tools.settings().selectiveTracesMax());
			ShapeTraces shapeTraces = new ShapeTraces(traces(), narrowing(filter));
			SemanticPage page = new SemanticPage(shapeTraces, grouping, limit);
			if (few == null && search.walk(page)) {
				return page.hits();
			}
			page = new SemanticPage(shapeTraces, grouping, limit);
			search.among((few != null) ? few : everyShapeOf(passing), page);
			return page.hits();
		});
	}

	private Set<ShapeId> everyShapeOf(Query passing) throws IOException {
		@Nullable Set<ShapeId> every = SemanticSearch.shapesOf(this.view, passing, Integer.MAX_VALUE);
		return (every != null) ? every : Set.of();
	}

	@Override
	public List<KeywordHit> matching(String words, TraceFilter filter, Grouping grouping, int limit) {
		return Attempt.get(() -> new KeywordSearch(traces()).matching(queryWords(words), narrowing(filter), null,
				grouping, limit));
	}

	@Override
	public List<KeywordHit> matchingNear(String words, float[] query, float minSimilarity, TraceFilter filter,
			Grouping grouping, int limit) {
		return Attempt.get(() -> new KeywordSearch(traces()).matching(queryWords(words), narrowing(filter),
				new NearShapes(semantic(query, minSimilarity)), grouping, limit));
	}

	@Override
	public Map<TraceId, SemanticHit> similarities(float[] query, Collection<TraceKey> traces) {
		return Attempt.get(() -> {
			Map<ShapeId, ScoredShape> scores = semantic(query, -1)
				.scores(traces.stream().map(TraceKey::shape).collect(Collectors.toSet()));
			Map<TraceId, SemanticHit> hits = new HashMap<>();
			for (TraceKey key : traces) {
				ScoredShape shape = scores.get(key.shape());
				if (shape != null) {
					hits.put(key.id(), shape.hit(key));
				}
			}
			return hits;
		});
	}

	@Override
	public Map<TraceId, WordCoverage> coverages(String words, Collection<TraceId> traces) {
		return Attempt.get(() -> new KeywordSearch(traces()).coverages(queryWords(words),
				new TraceLookup(traces()).documents(traces)));
	}

	@Override
	public List<TraceKey> list(TraceFilter filter, TraceOrder order, @Nullable TraceKey after, int limit) {
		return Attempt.get(() -> OrderedTraces.of(traces(), this.tools.filters().of(filter), order, after, limit));
	}

	@Override
	public List<TraceKey> ordered(Collection<TraceId> traces, TraceOrder order) {
		return Attempt.get(() -> OrderedTraces.of(traces(),
				FilterQueries.both(new TermQuery(TraceDocuments.IS_TRACE), anyOf(traces)), order, null, traces.size()));
	}

	@Override
	public long count(TraceFilter filter) {
		return Attempt.get(() -> (long) traces().count(this.tools.filters().of(filter)));
	}

	@Override
	public long shapeSize(ShapeId shape) {
		return Attempt.get(() -> this.tools.sizes().of(traces(), shape));
	}

	@Override
	public Map<TraceId, TraceOutline> outlines(Collection<TraceId> traces) {
		return Attempt.get(() -> new Outlines(this.view).of(traces));
	}

	@Override
	public void show(List<TraceKey> traces, Consumer<TraceDigest> to) {
		Attempt.run(() -> new Outlines(this.view).show(traces, to));
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.view.release();
		}
	}

	/** What traces must match, or null when every trace passes. */
	private @Nullable Query narrowing(TraceFilter filter) {
		return filter.isAll() ? null : this.tools.filters().of(filter);
	}

	/** The documents of traces and of their spans. */
	private static Query anyOf(Collection<TraceId> traces) {
		return new TermInSetQuery(TraceDocuments.TRACE, traces.stream().map((id) -> new BytesRef(id.value())).toList());
	}

	private SemanticSearch semantic(float[] query, float minSimilarity) throws IOException {
		return new SemanticSearch(this.view, this.tools.passages(), query, minSimilarity, this.tools.settings());
	}

	private QueryWords queryWords(String words) throws IOException {
		Read last = this.read;
		if (last == null || !last.words.equals(words)) {
			last = new Read(words, QueryWords.of(words, traces().getIndexReader(), this.tools.analyzer()));
			this.read = last;
		}
		return last.query;
	}

	private record Read(String words, QueryWords query) {

	}

	private IndexSearcher traces() {
		return this.view.traces();
	}

}
