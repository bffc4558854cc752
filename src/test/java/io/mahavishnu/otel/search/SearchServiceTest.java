package io.mahavishnu.otel.search;

import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.filter.Filters;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.TraceOrder;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.mahavishnu.otel.search.SearchFixture.assertProblem;
import static io.mahavishnu.otel.search.SearchFixture.ids;
import static io.mahavishnu.otel.search.SearchFixture.span;
import static org.assertj.core.api.Assertions.assertThat;

class SearchServiceTest {

	private final SearchFixture fixture = new SearchFixture();

	private final SearchService service = this.fixture.service;

	@Test
	void search_findsByMeaning_whenNoWordIsTheSame() {
		addShop();
		SearchAnswer answer = this.service
			.search(SearchQuery.of("rejected").withMode(SearchMode.SEMANTIC).withThreshold(0.1f));
		assertThat(ids(answer)).containsExactly("pay2", "pay1");
		SearchResult first = answer.results().getFirst();
		assertThat(first.similarity()).isEqualTo(0.5f);
		assertThat(first.score()).isBetween(0.3, 0.34);
		assertThat(first.similarCount()).isEqualTo(2);
		assertThat(answer.hint()).isNull();
		assertThat(answer.nextCursor()).isNull();
		assertThat(answer.tookMillis()).isPositive();
	}

	@Test
	void search_cutsAtTheConfiguredThreshold_whenSemanticNamesNone() {
		addShop();
		SearchAnswer answer = this.service.search(SearchQuery.of("rejected quickly").withMode(SearchMode.SEMANTIC));
		assertThat(answer.results()).isEmpty();
		assertThat(answer.hint()).matches("nothing is above the threshold 0.7: the best was 0\\.[1-6][0-9];.*");
	}

	@Test
	void search_findsByWords_withTheSimilarityOfTheBestPassage() {
		addShop();
		SearchAnswer answer = this.service.search(SearchQuery.of("order 1729").withMode(SearchMode.KEYWORD));
		assertThat(ids(answer).getFirst()).isEqualTo("pay1");
		SearchResult first = answer.results().getFirst();
		assertThat(first.similarity()).isPositive().isLessThan(1);
		assertThat(first.score()).isPositive();
		assertThat(first.matches()).first().satisfies((match) -> {
			assertThat(match.text()).contains("order 1729");
			assertThat(match.marks()).extracting((mark) -> match.text().substring(mark.start(), mark.end()))
				.containsExactly("order", "1729");
		});
	}

	@Test
	void search_fusesBoth_andSaysWhy() {
		addShop();
		SearchAnswer answer = this.service.search(SearchQuery.of("rejected order 1729"));
		assertThat(answer.mode()).isEqualTo(SearchMode.HYBRID);
		assertThat(ids(answer)).startsWith("pay1", "pay2").hasSize(4);
		Match match = answer.results().getFirst().matches().getFirst();
		assertThat(match.spanId()).hasToString("s2");
		assertThat(match.spanName()).isEqualTo("Charge");
		assertThat(match.service()).isEqualTo("payment-service");
		assertThat(match.text()).isEqualTo("Charge card declined order 1729");
		assertThat(match.similarity()).isEqualTo(answer.results().getFirst().similarity());
		assertThat(answer.results()).isSortedAccordingTo((one, other) -> Double.compare(other.score(), one.score()));
	}

	@Test
	void search_keepsWhatIsNearEnough_whenHybridOrKeywordNamesAThreshold() {
		addShop();
		SearchQuery query = SearchQuery.of("card rejected basket").withThreshold(0.45f);
		assertThat(ids(this.service.search(query))).containsExactly("pay2", "pay1");
		assertThat(ids(this.service.search(query.withMode(SearchMode.KEYWORD)))).containsExactly("pay2", "pay1");
	}

	@Test
	void search_findsTheFewThatAreNearEnough_amongManyThatSayTheWords() {
		for (int i = 0; i < 300; i++) {
			this.fixture.add(span("many" + i, "s1", "cart", "get basket of a visitor", i));
		}
		this.fixture.add(span("first", "s1", "cart", "get the card", 1), span("first", "s2", "cart", "add", 1));
		this.fixture.add(span("second", "s1", "cart", "get the card", 0), span("second", "s2", "cart", "remove", 0));
		SearchQuery query = SearchQuery.of("get card").withMode(SearchMode.KEYWORD).withThreshold(0.6f);
		assertThat(ids(this.service.search(query))).containsExactly("first", "second");
		SearchAnswer page = this.service.search(query.withLimit(1));
		assertThat(ids(page)).containsExactly("first");
		assertThat(ids(this.service.search(query.withLimit(1).withCursor(page.nextCursor()))))
			.containsExactly("second");
		assertThat(this.service.search(query.withThreshold(1f)).hint()).contains("says these words", "threshold 1.0");
		assertThat(this.service.search(SearchQuery.of("parcel").withMode(SearchMode.KEYWORD).withThreshold(0f)).hint())
			.isEqualTo("no trace says these words");
		assertThat(this.fixture.index.limitMax()).isEqualTo(11);
	}

	@Test
	void search_appliesTheFilter() {
		addShop();
		TraceFilter cart = Filters.filter("{ service = \"cart\" }");
		for (SearchMode mode : SearchMode.values()) {
			SearchQuery query = SearchQuery.of("add to basket").withMode(mode).withThreshold(-1f).withFilter(cart);
			assertThat(ids(this.service.search(query))).as(mode.label()).containsExactly("cart2", "cart1");
		}
	}

	@ParameterizedTest
	@EnumSource
	void search_givesOneResultForEachShape_whenGrouped(SearchMode mode) {
		addShop();
		SearchQuery query = SearchQuery.of("card basket")
			.withMode(mode)
			.withThreshold(-1f)
			.withGrouping(Grouping.SHAPE);
		SearchAnswer answer = this.service.search(query);
		assertThat(ids(answer)).containsExactlyInAnyOrder("pay2", "cart2");
		assertThat(answer.results()).extracting(SearchResult::similarCount).containsOnly(2L);
	}

	@Test
	void search_skipsATrace_whenItIsDeletedAfterTheFirstPage() {
		addShop();
		SearchQuery query = SearchQuery.of("card declined").withLimit(1);
		SearchAnswer first = this.service.search(query);
		this.fixture.index.removeTraces(List.of(new TraceId("pay1"), new TraceId("cart2")));
		assertThat(ids(first)).containsExactly("pay2");
		assertThat(this.service.search(query.withCursor(first.nextCursor())).results()).isEmpty();
		RecentQuery recent = new RecentQuery(10, TraceFilter.ALL, TraceOrder.NEWEST_FIRST, null);
		assertThat(this.service.recent(recent).results()).extracting((summary) -> summary.traceId().value())
			.containsExactly("pay2", "cart1");
	}

	@Test
	void search_goesByWordsAndSaysSo_whenHybridHasNoModel() {
		addShop();
		this.fixture.model.setReady(false);
		SearchAnswer answer = this.service.search(SearchQuery.of("card declined"));
		assertThat(ids(answer)).containsExactly("pay2", "pay1");
		assertThat(answer.results().getFirst().similarity()).isNull();
		assertThat(answer.hint()).contains("found by words alone");
		assertThat(this.service.search(SearchQuery.of("zebra")).hint()).contains("words alone", "no trace says");
	}

	@Test
	void search_isUnavailable_whenTheAnswerNeedsTheModel() {
		addShop();
		this.fixture.model.setReady(false);
		assertProblem(ProblemType.MODEL_UNAVAILABLE,
				() -> this.service.search(SearchQuery.of("card").withMode(SearchMode.SEMANTIC)));
		assertProblem(ProblemType.MODEL_UNAVAILABLE,
				() -> this.service.search(SearchQuery.of("card").withThreshold(0.5f)));
		assertThat(this.service.search(SearchQuery.of("card").withMode(SearchMode.KEYWORD)).results()).isNotEmpty();
	}

	@Test
	void search_hints_whenNothingIsStoredOrIndexed() {
		assertThat(this.service.search(SearchQuery.of("card")).hint()).contains("nothing is stored yet");
		this.fixture.lagChanges = 5;
		assertThat(this.service.search(SearchQuery.of("card")).hint()).contains("5 changes wait");
	}

	@Test
	void search_hints_whenTheFilterMatchesNothing() {
		addShop();
		TraceFilter filter = Filters.filter("trace:system_id = \"nobody\"");
		assertThat(this.service.search(SearchQuery.of("card").withFilter(filter)).hint())
			.isEqualTo("the filter matches no trace");
		this.fixture.lagChanges = 1;
		assertThat(this.service.recent(new RecentQuery(10, filter, TraceOrder.NEWEST_FIRST, null)).hint())
			.isEqualTo("the filter matches no trace; 1 change waits to be indexed and cannot be found yet");
	}

	@Test
	void search_hints_whenNoTraceSaysTheWords() {
		addShop();
		assertThat(this.service.search(SearchQuery.of("zebra").withMode(SearchMode.KEYWORD)).hint())
			.isEqualTo("no trace says these words");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 1001, 1_000_000_000 })
	void search_refusesALimitOutsideItsRange(int limit) {
		assertProblem(ProblemType.INVALID_REQUEST, () -> this.service.search(SearchQuery.of("card").withLimit(limit)));
		assertProblem(ProblemType.INVALID_REQUEST,
				() -> this.service.recent(new RecentQuery(limit, TraceFilter.ALL, TraceOrder.NEWEST_FIRST, null)));
	}

	@Test
	void search_refusesAQueryOutsideItsLength() {
		addShop();
		assertProblem(ProblemType.INVALID_REQUEST, () -> this.service.search(SearchQuery.of("   ")));
		assertProblem(ProblemType.INVALID_REQUEST, () -> this.service.search(SearchQuery.of("x".repeat(4001))));
		assertThat(this.service.search(SearchQuery.of("🙂".repeat(4000))).results()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(floats = { 1.5f, -2f, Float.NaN })
	void search_refusesAThresholdOutsideItsRange(float threshold) {
		assertProblem(ProblemType.INVALID_REQUEST,
				() -> this.service.search(SearchQuery.of("card").withThreshold(threshold)));
	}

	@Test
	void everything_isRefused_whenTheIngesterIsSwitchedOff() {
		SearchService off = new SearchFixture(Map.of(), new IngesterSwitch(false)).service;
		assertProblem(ProblemType.INGESTER_DISABLED, () -> off.search(SearchQuery.of("card")));
		assertProblem(ProblemType.INGESTER_DISABLED, () -> off.get(new TraceId("t")));
		assertProblem(ProblemType.INGESTER_DISABLED,
				() -> off.recent(new RecentQuery(10, TraceFilter.ALL, TraceOrder.NEWEST_FIRST, null)));
		assertProblem(ProblemType.INGESTER_DISABLED, off::services);
		assertProblem(ProblemType.INGESTER_DISABLED, () -> off.operations("cart"));
		assertProblem(ProblemType.INGESTER_DISABLED, off::stats);
	}

	@Test
	void search_isTimed_byModeAndOutcome() {
		addShop();
		this.service.search(SearchQuery.of("card"));
		this.service.search(SearchQuery.of("zebra").withMode(SearchMode.KEYWORD));
		assertThat(
				this.fixture.meters.get("mahavishnu.search").tags("mode", "hybrid", "outcome", "found").timer().count())
			.isEqualTo(1);
		assertThat(this.fixture.meters.get("mahavishnu.search")
			.tags("mode", "keyword", "outcome", "empty")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void searchAsync_givesTheSame() {
		addShop();
		assertThat(ids(this.service.searchAsync(SearchQuery.of("card")).join()))
			.isEqualTo(ids(this.service.search(SearchQuery.of("card"))));
	}

	@Test
	void get_readsTheWholeTrace_alsoBeforeItIsIndexed() {
		this.fixture.store(span("new", "s1", "cart", "Add", 1), span("new", "s2", "cart", "Check", 0));
		assertThat(this.service.get(new TraceId("new"))).map(Trace::content).contains("Check | Add");
		assertThat(this.service.getAsync(new TraceId("old")).join()).isEmpty();
	}

	@Test
	void similar_saysHowNearTheBestOfTheOthersIs() {
		this.fixture.add(span("one", "s1", "cart", "get the card", 1));
		SimilarQuery query = new SimilarQuery(new TraceId("one"), 10, 0.9f, TraceFilter.ALL, Grouping.NONE, null);
		assertThat(this.service.similar(query).orElseThrow().hint())
			.isEqualTo("there is no other trace that has vectors");
		this.fixture.add(span("other", "s1", "cart", "get the basket", 1));
		assertThat(this.service.similar(query).orElseThrow().hint())
			.contains("above the threshold 0.9: the best was 0.66");
	}

	@Test
	void similar_findsOthersLikeIt_butNotItself() {
		addShop();
		SimilarQuery query = new SimilarQuery(new TraceId("pay1"), 10, null, TraceFilter.ALL, Grouping.NONE, null);
		assertThat(this.service.similar(query)).hasValueSatisfying((answer) -> {
			assertThat(answer.results()).extracting((result) -> result.trace().traceId().value())
				.containsExactly("pay2", "cart2", "cart1");
			assertThat(answer.results().getFirst().matches()).isNotEmpty();
		});
		SimilarQuery grouped = new SimilarQuery(new TraceId("pay1"), 10, null, TraceFilter.ALL, Grouping.SHAPE, null);
		assertThat(this.service.similarAsync(grouped).join().orElseThrow().results())
			.extracting((result) -> result.trace().traceId().value())
			.containsExactly("cart2");
		SimilarQuery unknown = new SimilarQuery(new TraceId("nope"), 10, null, TraceFilter.ALL, Grouping.NONE, null);
		assertThat(this.service.similar(unknown)).isEmpty();
	}

	@Test
	void stats_countsEverything() {
		addShop();
		this.fixture.lagChanges = 3;
		StatsAnswer stats = this.service.stats();
		assertThat(stats.traces()).isEqualTo(4);
		assertThat(stats.spans()).isEqualTo(6);
		assertThat(stats.shapes()).isEqualTo(2);
		assertThat(stats.tracesBySystem()).containsExactly(Map.entry("cart", 2L), Map.entry("frontend", 2L));
		assertThat(stats.model().dimension()).isEqualTo(ConceptModel.DIMENSION);
		assertThat(stats.index()).isEqualTo(new StatsAnswer.Index(3, true, 0.5, 0.25));
		assertThat(stats.retention()).isEqualTo(new StatsAnswer.Retention(7, 70, "2024-01-01T00:00:00Z", "max-age"));
		this.fixture.model.setReady(false);
		assertThat(this.service.stats().model().failure()).isEqualTo("the model's file is gone");
	}

	@Test
	void services_comeFromTheStore() {
		addShop();
		assertThat(this.service.services()).extracting((figures) -> figures.name())
			.containsExactly("cart", "frontend", "payment-service");
		assertThat(this.service.operations("payment-service")).hasSize(1).first().satisfies((operation) -> {
			assertThat(operation.name()).isEqualTo("Charge");
			assertThat(operation.spans().errorCount()).isEqualTo(2);
		});
	}

	/** Two payments that fail alike, the second one later, and two carts. */
	private void addShop() {
		for (int i = 1; i <= 2; i++) {
			SpanStatus declined = new SpanStatus(SpanStatus.Code.ERROR, "card declined");
			this.fixture.add(span("pay" + i, "s1", "frontend", "POST /checkout", i),
					span("pay" + i, "s2", "payment-service", "Charge", i + 1).status(declined)
						.attributes(Attributes.of("note", "order " + (1728 + i))));
			this.fixture.add(span("cart" + i, "s1", "cart", "add to basket", i));
		}
	}

}
