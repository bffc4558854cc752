package io.mahavishnu.otel.search;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.mahavishnu.otel.index.TraceOrder;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** Answers questions in words. */
final class TextSearch {

	private static final String WORDS_ONLY = "the embedding model is not available: found by words alone";

	private static final String STILL_WORDS_ONLY = "the embedding model was not available for the first page: "
			+ "found by words alone; search again without the cursor to find by meaning, too";

	private static final String TOO_DEEP = "there are more results than can be paged through: narrow the search";

	private final Pages pages;

	private final Ranker ranker;

	private final ResultReader results;

	private final Hints hints;

	private final QueryModel model;

	private final float thresholdDefault;

	private final int orderedMax;

	private final MeterRegistry meters;

	TextSearch(Pages pages, Ranker ranker, ResultReader results, Hints hints, QueryModel model, float thresholdDefault,
			int orderedMax, MeterRegistry meters) {
		this.pages = pages;
		this.ranker = ranker;
		this.results = results;
		this.hints = hints;
		this.model = model;
		this.thresholdDefault = thresholdDefault;
		this.orderedMax = orderedMax;
		this.meters = meters;
	}

	SearchAnswer search(SearchQuery query) {
		long startedNanos = System.nanoTime();
		Found found = this.pages.ranked(query.cursor(), query.limit(), query.identity(), (view) -> find(view, query));
		long tookNanos = System.nanoTime() - startedNanos;
		timer(query.mode(), found).record(Duration.ofNanos(tookNanos));
		return new SearchAnswer(query.text(), query.mode(), AnswerValues.millis(tookNanos / 1000 * 1000),
				found.results(), found.nextCursor(), found.hint());
	}

	private Found find(RankedView view, SearchQuery query) {
		TraceOrder order = query.order();
		Ranking found = rank(view, query, (order != null) ? this.orderedMax + 1 : view.depth());
		List<Ranked> ranking = found.ranked();
		Pages.Page<Ranked> page = view.of((order != null)
				? ordered(view, ranking.subList(0, Math.min(this.orderedMax, ranking.size())), order) : ranking,
				by(query, found));
		QueryWords words = QueryWords.of(query.text());
		List<SearchResult> read = this.results.read(view.snapshot(), page.results(), query.mode(), words);
		return new Found(read, page.nextCursor(), hint(view, query, found.vector(), page, ranking.size()));
	}

	private static List<Ranked> ordered(RankedView view, List<Ranked> best, TraceOrder order) {
		Map<TraceId, Ranked> byId = best.stream()
			.collect(Collectors.toMap((each) -> each.key().id(), Function.identity()));
		return view.snapshot()
			.ordered(byId.keySet(), order)
			.stream()
			.map((key) -> Objects.requireNonNull(byId.get(key.id())))
			.toList();
	}

	private Ranking rank(RankedView view, SearchQuery query, int count) {
		if (query.mode() == SearchMode.HYBRID && isVectorWanted(view, query)) {
			return this.ranker.hybrid(view.snapshot(), query, () -> embed(view, query), count);
		}
		float[] vector = (query.mode() == SearchMode.HYBRID) ? null : embed(view, query);
		return new Ranking(vector,
				(vector != null && query.mode() == SearchMode.SEMANTIC)
						? this.ranker.semantic(view.snapshot(), query, vector, threshold(query), count)
						: this.ranker.keyword(view.snapshot(), query, vector, count));
	}

	/** Whether a search by both is to go by more than words: as its first page did. */
	private boolean isVectorWanted(RankedView view, SearchQuery query) {
		return view.isFirst() ? needsModel(query) || this.model.isReady(view.snapshot().model())
				: view.by() == RankedBy.VECTOR;
	}

	private float @Nullable [] embed(RankedView view, SearchQuery query) {
		String used = view.snapshot().model();
		return (needsModel(query) || view.by() == RankedBy.VECTOR) ? this.model.embed(used, query.text())
				: embedIfReady(used, query.text());
	}

	/** By words alone a vector tells similarities, and decides nothing. */
	private static RankedBy by(SearchQuery query, Ranking found) {
		boolean decides = query.mode() != SearchMode.KEYWORD || query.threshold() != null;
		return (decides && found.vector() != null) ? RankedBy.VECTOR : RankedBy.WORDS;
	}

	private @Nullable String hint(RankedView view, SearchQuery query, float @Nullable [] vector,
			Pages.Page<Ranked> page, int found) {
		String hint = null;
		if (page.endsEarly()) {
			hint = TOO_DEEP;
		}
		else if (query.order() != null && found > this.orderedMax) {
			hint = "these are the " + this.orderedMax
					+ " best, in the order asked for: narrow the search to see others";
		}
		else if (page.results().isEmpty() && view.isFirst()) {
			hint = this.hints.forEmpty(view.snapshot(), query.filter(), () -> whyNoHit(view, query, vector));
		}
		if (vector == null && query.mode() == SearchMode.HYBRID) {
			String wordsOnly = view.isFirst() ? WORDS_ONLY : STILL_WORDS_ONLY;
			return (hint == null) ? wordsOnly : wordsOnly + "; " + hint;
		}
		return hint;
	}

	private String whyNoHit(RankedView view, SearchQuery query, float @Nullable [] vector) {
		if (!needsModel(query) || vector == null) {
			return Hints.forWords();
		}
		if (query.mode() == SearchMode.KEYWORD) {
			boolean said = !view.snapshot().matching(query.text(), query.filter(), query.grouping(), 1).isEmpty();
			return said ? Hints.forWordsTooFar(threshold(query)) : Hints.forWords();
		}
		return Hints.forThreshold(view.snapshot(), vector, query.filter(), threshold(query));
	}

	private float threshold(SearchQuery query) {
		Float threshold = query.threshold();
		return (threshold != null) ? threshold : this.thresholdDefault;
	}

	/** Whether there is no right answer without a vector. */
	private static boolean needsModel(SearchQuery query) {
		return query.mode() == SearchMode.SEMANTIC || query.threshold() != null;
	}

	private float @Nullable [] embedIfReady(String used, String text) {
		if (!this.model.isReady(used)) {
			return null;
		}
		try {
			return this.model.embed(used, text);
		}
		catch (TraceProblem problem) {
			if (problem.type() == ProblemType.MODEL_UNAVAILABLE) {
				return null;
			}
			throw problem;
		}
	}

	private Timer timer(SearchMode mode, Found found) {
		return this.meters.timer("mahavishnu.search", "mode", mode.label(), "outcome",
				found.results().isEmpty() ? "empty" : "found");
	}

	private record Found(List<SearchResult> results, @Nullable String nextCursor, @Nullable String hint) {

	}

}
