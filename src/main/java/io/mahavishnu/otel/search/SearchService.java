package io.mahavishnu.otel.search;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.store.OperationFigures;
import io.mahavishnu.otel.store.ServiceFigures;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Finds and reads traces. Thread-safe; the methods may block.
 * <p>
 * All methods throw a {@link io.mahavishnu.otel.problem.TraceProblem}:
 * {@code INVALID_REQUEST} for a query outside the limits, {@code INVALID_CURSOR} for a
 * cursor of another query, {@code CURSOR_EXPIRED} for one that is too old or was ranked
 * with a model that is not loaded any more, {@code MODEL_UNAVAILABLE} for what cannot be
 * answered without the model, {@code STORE_UNAVAILABLE} when traces cannot be read now,
 * {@code INGESTER_DISABLED} when the settings say so.
 */
public final class SearchService {

	private final TextSearch textSearch;

	private final SimilarSearch similarSearch;

	private final Pages pages;

	private final ResultReader results;

	private final Hints hints;

	private final Statistics statistics;

	private final TraceReader reader;

	private final TraceStore store;

	private final QueryLimits limits;

	private final IngesterSwitch ingesterSwitch;

	private final Executor virtualThreads;

	SearchService(TextSearch textSearch, SimilarSearch similarSearch, Pages pages, ResultReader results, Hints hints,
			Statistics statistics, TraceReader reader, TraceStore store, QueryLimits limits,
			IngesterSwitch ingesterSwitch, Executor virtualThreads) {
		this.textSearch = textSearch;
		this.similarSearch = similarSearch;
		this.pages = pages;
		this.results = results;
		this.hints = hints;
		this.statistics = statistics;
		this.reader = reader;
		this.store = store;
		this.limits = limits;
		this.ingesterSwitch = ingesterSwitch;
		this.virtualThreads = virtualThreads;
	}

	/** The traces that answer a question, best first. */
	public SearchAnswer search(SearchQuery query) {
		this.ingesterSwitch.requireEnabled();
		this.limits.check(query);
		return this.textSearch.search(query);
	}

	/** {@link #search(SearchQuery)} on a virtual thread. */
	public CompletableFuture<SearchAnswer> searchAsync(SearchQuery query) {
		return CompletableFuture.supplyAsync(() -> search(query), this.virtualThreads);
	}

	/**
	 * The trace as stored now, spans that cannot be found by searching yet included;
	 * empty when it is unknown.
	 */
	public Optional<Trace> get(TraceId id) {
		this.ingesterSwitch.requireEnabled();
		return this.reader.find(id);
	}

	/** {@link #get(TraceId)} on a virtual thread. */
	public CompletableFuture<Optional<Trace>> getAsync(TraceId id) {
		return CompletableFuture.supplyAsync(() -> get(id), this.virtualThreads);
	}

	/** The traces that pass a filter. */
	public RecentAnswer recent(RecentQuery query) {
		this.ingesterSwitch.requireEnabled();
		this.limits.check(query);
		return this.pages.listed(query.cursor(), query.limit(), query.identity(), (view) -> {
			Pages.Page<TraceKey> page = view.of(query.filter(), query.order());
			boolean empty = page.results().isEmpty() && view.isFirst();
			return new RecentAnswer(this.results.summaries(view.snapshot(), page.results()), page.nextCursor(),
					empty ? this.hints.forNoTrace(view.snapshot(), query.filter()) : null);
		});
	}

	/** {@link #recent(RecentQuery)} on a virtual thread. */
	public CompletableFuture<RecentAnswer> recentAsync(RecentQuery query) {
		return CompletableFuture.supplyAsync(() -> recent(query), this.virtualThreads);
	}

	/** The traces like one; empty when that one is unknown. */
	public Optional<SimilarAnswer> similar(SimilarQuery query) {
		this.ingesterSwitch.requireEnabled();
		this.limits.check(query);
		return this.reader.find(query.traceId()).map((trace) -> this.similarSearch.search(trace, query));
	}

	/** {@link #similar(SimilarQuery)} on a virtual thread. */
	public CompletableFuture<Optional<SimilarAnswer>> similarAsync(SimilarQuery query) {
		return CompletableFuture.supplyAsync(() -> similar(query), this.virtualThreads);
	}

	/** Figures of each service, by name. */
	public List<ServiceFigures> services() {
		this.ingesterSwitch.requireEnabled();
		return this.store.services();
	}

	/** Figures of each span name of a service; empty when the service is unknown. */
	public List<OperationFigures> operations(String service) {
		this.ingesterSwitch.requireEnabled();
		return this.store.operations(service);
	}

	/** What is stored and indexed, and how large it is. */
	public StatsAnswer stats() {
		this.ingesterSwitch.requireEnabled();
		return this.statistics.gather();
	}

}
