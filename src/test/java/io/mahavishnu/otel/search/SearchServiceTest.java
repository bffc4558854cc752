package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.mahavishnu.otel.filter.Filters;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.TraceOrder;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.mahavishnu.otel.search.SearchFixture.SECOND;
import static io.mahavishnu.otel.search.SearchFixture.START;
import static io.mahavishnu.otel.search.SearchFixture.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
		assertThat(answer.hint()).matches("nothing is above the threshold 0.70: the best was 0\\.[1-6][0-9];.*");
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
	void search_goesOnByMeaning_afterTheShapesThatAreFused() {
		SearchFixture few = new SearchFixture(Map.of("mahavishnu.otel-ingester.search.candidate-shapes", "10"),
				new IngesterSwitch(true));
		List<String> all = IntStream.range(0, 40).mapToObj((i) -> "t" + i).toList();
		all.forEach((id) -> few.add(span(id, "s1", "bank", "refused " + id.replace("t", "till"), 1)));
		SearchQuery query = SearchQuery.of("declined").withThreshold(-1f).withLimit(7);
		List<String> paged = new ArrayList<>();
		Optional<String> cursor = Optional.empty();
		do {
			SearchAnswer answer = few.service.search(query.withCursor(cursor.orElse(null)));
			paged.addAll(ids(answer));
			cursor = Optional.ofNullable(answer.nextCursor());
		}
		while (cursor.isPresent());
		assertThat(paged).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
	}

	@ParameterizedTest
	@EnumSource
	void search_neitherRepeatsNorSkips_whilePagingThroughGrowingData(SearchMode mode) {
		List<String> all = addMany(230);
		SearchQuery query = SearchQuery.of("step one").withMode(mode).withThreshold(-1f).withLimit(23);
		List<String> paged = new ArrayList<>();
		List<Double> scores = new ArrayList<>();
		Optional<String> cursor = Optional.empty();
		do {
			SearchAnswer answer = this.service.search(query.withCursor(cursor.orElse(null)));
			paged.addAll(ids(answer));
			answer.results().forEach((result) -> scores.add(result.score()));
			this.fixture.add(span("late" + paged.size(), "s1", "batch", "step one", 100_000));
			cursor = Optional.ofNullable(answer.nextCursor());
		}
		while (cursor.isPresent());
		assertThat(paged).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
		assertThat(scores).isSortedAccordingTo((one, other) -> Double.compare(other, one));
	}

	@ParameterizedTest
	@EnumSource
	void search_givesTheSameOrder_whateverThePageSize(SearchMode mode) {
		addMany(150);
		SearchQuery query = SearchQuery.of("step two").withMode(mode).withThreshold(-1f);
		List<String> whole = ids(this.service.search(query.withLimit(150)));
		assertThat(ids(this.service.search(query.withLimit(7)))).isEqualTo(whole.subList(0, 7));
		assertThat(ids(this.service.search(query.withLimit(149)))).isEqualTo(whole.subList(0, 149));
	}

	@Test
	void search_saysSo_whenThereAreMoreResultsThanCanBePaged() {
		SearchFixture shallow = new SearchFixture(Map.of("mahavishnu.otel-ingester.search.depth-max", "3"),
				new IngesterSwitch(true));
		for (int i = 0; i < 5; i++) {
			shallow.add(span("t" + i, "s1", "batch", "step", i));
		}
		SearchAnswer first = shallow.service.search(SearchQuery.of("step").withLimit(2));
		SearchAnswer second = shallow.service
			.search(SearchQuery.of("step").withLimit(2).withCursor(first.nextCursor()));
		assertThat(ids(second)).hasSize(1);
		assertThat(second.nextCursor()).isNull();
		assertThat(second.hint()).contains("narrow the search");
	}

	@Test
	void search_refusesACursor_whenItsViewIsGone() {
		addMany(20);
		SearchQuery query = SearchQuery.of("step");
		String cursor = this.service.search(query).nextCursor();
		this.fixture.index.forgetSnapshots();
		assertProblem(ProblemType.CURSOR_EXPIRED, () -> this.service.search(query.withCursor(cursor)));
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
	void recent_pagesFromTheNewest() {
		List<String> all = addMany(25).reversed();
		RecentAnswer first = this.service.recent(new RecentQuery(10, TraceFilter.ALL, TraceOrder.NEWEST_FIRST, null));
		RecentAnswer second = this.service
			.recent(new RecentQuery(10, TraceFilter.ALL, TraceOrder.NEWEST_FIRST, first.nextCursor()));
		RecentAnswer third = this.service
			.recentAsync(new RecentQuery(10, TraceFilter.ALL, TraceOrder.NEWEST_FIRST, second.nextCursor()))
			.join();
		assertThat(List.of(first, second, third)).flatExtracting(RecentAnswer::results)
			.extracting((summary) -> summary.traceId().value())
			.containsExactlyElementsOf(all);
		assertThat(third.nextCursor()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void list_neitherRepeatsNorSkips_inAnyOrder_whilePagingThroughGrowingData(TraceOrder order) {
		List<String> all = addOfVariousDurations(60);
		List<String> paged = new ArrayList<>();
		Optional<String> cursor = Optional.empty();
		do {
			RecentAnswer answer = this.service.recent(new RecentQuery(7, TraceFilter.ALL, order, cursor.orElse(null)));
			answer.results().forEach((summary) -> paged.add(summary.traceId().value()));
			this.fixture.add(span("early" + paged.size(), "s1", "batch", "step", 0).time(1, START + 3600 * SECOND));
			this.fixture.add(span("late" + paged.size(), "s1", "batch", "step", 100_000));
			cursor = Optional.ofNullable(answer.nextCursor());
		}
		while (cursor.isPresent());
		assertThat(paged).isEqualTo(inOrder(all, order));
	}

	@ParameterizedTest
	@EnumSource
	void search_putsTheBestInAnotherOrder_andPagesThem_whileDataArrives(SearchMode mode) {
		List<String> all = addOfVariousDurations(30);
		for (TraceOrder order : TraceOrder.values()) {
			SearchQuery query = SearchQuery.of("step").withMode(mode).withThreshold(-1f).withOrder(order).withLimit(7);
			List<String> paged = new ArrayList<>();
			Optional<String> cursor = Optional.empty();
			do {
				SearchAnswer answer = this.service
					.search(query.withFilter(Filters.filter("{ name = \"step\" }")).withCursor(cursor.orElse(null)));
				assertThat(answer.hint()).isNull();
				paged.addAll(ids(answer));
				this.fixture.add(span(order + "late" + paged.size(), "s1", "batch", "step ", 100_000));
				cursor = Optional.ofNullable(answer.nextCursor());
			}
			while (cursor.isPresent());
			assertThat(paged).as("%s", order).isEqualTo(inOrder(all, order));
		}
	}

	@Test
	void search_saysSo_whenOnlyTheBestArePutInOrder() {
		SearchFixture small = new SearchFixture(Map.of("mahavishnu.otel-ingester.search.ordered-max", "10"),
				new IngesterSwitch(true));
		for (int i = 0; i < 12; i++) {
			small.add(span("t" + i, "s1", "batch", (i < 4) ? "step one" : "step", i));
		}
		SearchQuery query = SearchQuery.of("step one").withOrder(TraceOrder.OLDEST_FIRST).withLimit(20);
		SearchAnswer answer = small.service.search(query);
		assertThat(ids(answer)).hasSize(10).startsWith("t0", "t1", "t2", "t3");
		assertThat(answer.hint()).contains("10 best");
		assertThat(answer.nextCursor()).isNull();
		assertProblem(ProblemType.INVALID_CURSOR, () -> {
			String cursor = small.service.search(query.withLimit(3)).nextCursor();
			small.service.search(query.withOrder(TraceOrder.LONGEST_FIRST).withLimit(3).withCursor(cursor));
		});
	}

	/** Traces, the later the more; durations go up and down. */
	private List<String> addOfVariousDurations(int count) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			long start = START + i * SECOND;
			this.fixture.add(span("t" + i, "s1", "batch", "step", i).time(start, start + duration(i)));
			ids.add("t" + i);
		}
		return ids;
	}

	private static long duration(int number) {
		return number * 7 % 60 * SECOND / 100;
	}

	private static List<String> inOrder(List<String> ids, TraceOrder order) {
		Comparator<String> byNumber = Comparator.comparing((id) -> Integer.parseInt(id.substring(1)));
		Comparator<String> byDuration = Comparator.comparing((id) -> duration(Integer.parseInt(id.substring(1))));
		return ids.stream().sorted(switch (order) {
			case NEWEST_FIRST -> byNumber.reversed();
			case OLDEST_FIRST -> byNumber;
			case LONGEST_FIRST -> byDuration.reversed();
			case SHORTEST_FIRST -> byDuration;
		}).toList();
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
	void similar_pages() {
		addMany(30);
		SimilarQuery query = new SimilarQuery(new TraceId("t7"), 20, null, TraceFilter.ALL, Grouping.NONE, null);
		SimilarAnswer first = this.service.similar(query).orElseThrow();
		SimilarAnswer second = this.service
			.similar(new SimilarQuery(new TraceId("t7"), 20, null, TraceFilter.ALL, Grouping.NONE, first.nextCursor()))
			.orElseThrow();
		assertThat(List.of(first, second)).flatExtracting(SimilarAnswer::results)
			.extracting((result) -> result.trace().traceId().value())
			.hasSize(29)
			.doesNotHaveDuplicates()
			.doesNotContain("t7");
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

	/** Traces of many shapes, each some seconds newer than the one before. */
	private List<String> addMany(int count) {
		List<String> ids = new ArrayList<>();
		List<String> numbers = List.of("one", "two", "three", "four", "five", "six", "seven");
		for (int i = 0; i < count; i++) {
			String name = "step " + numbers.get(i % 7) + " " + numbers.get((i / 7) % 7) + " "
					+ numbers.get((i / 3) % 7);
			this.fixture.add(span("t" + i, "s1", "batch", name, i));
			ids.add("t" + i);
		}
		return ids;
	}

	private static List<String> ids(SearchAnswer answer) {
		return answer.results().stream().map((result) -> result.trace().traceId().value()).toList();
	}

	private static void assertProblem(ProblemType type, Runnable call) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(call::run)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(type));
	}

}
