package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.mahavishnu.otel.filter.Filters;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.TraceOrder;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.mahavishnu.otel.search.SearchFixture.SECOND;
import static io.mahavishnu.otel.search.SearchFixture.START;
import static io.mahavishnu.otel.search.SearchFixture.assertProblem;
import static io.mahavishnu.otel.search.SearchFixture.ids;
import static io.mahavishnu.otel.search.SearchFixture.span;
import static org.assertj.core.api.Assertions.assertThat;

/** Pages of results, in every order, while data arrives. */
class PagingTest {

	private static final Comparator<SearchResult> BEST_FIRST = Comparator.comparing(SearchResult::score).reversed();

	private final SearchFixture fixture = new SearchFixture();

	private final SearchService service = this.fixture.service;

	@Test
	void search_goesOnByMeaning_afterTheShapesThatAreFused() {
		SearchFixture few = new SearchFixture(Map.of("mahavishnu.otel-ingester.search.candidate-shapes", "10"),
				new IngesterSwitch(true));
		List<String> all = IntStream.range(0, 40).mapToObj((i) -> "t" + i).toList();
		all.forEach((id) -> few.add(span(id, "s1", "bank", "refused " + id.replace("t", "till"), 1)));
		SearchQuery query = SearchQuery.of("declined").withThreshold(-1f).withLimit(7);
		assertThat(idsOf(pagedThrough(few, query, () -> {
		}))).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
	}

	@Test
	void search_goesOnByWords_afterWhatHasVectors() {
		this.fixture.model.setReady(false);
		List<String> all = addMany(70);
		this.fixture.model.setReady(true);
		this.fixture.add(span("near", "s1", "batch", "step one", 100));
		SearchQuery query = SearchQuery.of("step one").withLimit(9);
		List<SearchResult> paged = pagedThrough(this.fixture, query, () -> {
		});
		assertThat(idsOf(paged)).doesNotHaveDuplicates().hasSize(71).startsWith("near").containsAll(all);
		assertThat(paged).isSortedAccordingTo(BEST_FIRST);
	}

	@ParameterizedTest
	@EnumSource
	void search_neitherRepeatsNorSkips_whilePagingThroughGrowingData(SearchMode mode) {
		List<String> all = addMany(230);
		SearchQuery query = SearchQuery.of("step one").withMode(mode).withThreshold(-1f).withLimit(23);
		AtomicInteger late = new AtomicInteger();
		List<SearchResult> paged = pagedThrough(this.fixture, query,
				() -> this.fixture.add(span("late" + late.incrementAndGet(), "s1", "batch", "step one", 100_000)));
		assertThat(idsOf(paged)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
		assertThat(paged).isSortedAccordingTo(BEST_FIRST);
	}

	/** The results of all pages, with something that happens after each. */
	private static List<SearchResult> pagedThrough(SearchFixture fixture, SearchQuery query, Runnable meanwhile) {
		List<SearchResult> paged = new ArrayList<>();
		Optional<String> cursor = Optional.empty();
		do {
			SearchAnswer answer = fixture.service.search(query.withCursor(cursor.orElse(null)));
			paged.addAll(answer.results());
			meanwhile.run();
			cursor = Optional.ofNullable(answer.nextCursor());
		}
		while (cursor.isPresent());
		return paged;
	}

	private static List<String> idsOf(List<SearchResult> results) {
		return results.stream().map((result) -> result.trace().traceId().value()).toList();
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
	void search_goesOnByWords_whenTheModelComesBetweenPages() {
		addMany(60);
		SearchQuery query = SearchQuery.of("step one two").withLimit(20);
		List<String> byBoth = ids(this.service.search(query.withLimit(60)));
		this.fixture.model.setReady(false);
		List<String> byWords = ids(this.service.search(query.withLimit(60)));
		assertThat(byWords).isNotEqualTo(byBoth);
		SearchAnswer first = this.service.search(query);
		this.fixture.model.setReady(true);
		SearchAnswer second = this.service.search(query.withCursor(first.nextCursor()));
		SearchAnswer third = this.service.search(query.withCursor(second.nextCursor()));
		assertThat(List.of(first, second, third)).flatExtracting(SearchFixture::ids)
			.containsExactlyElementsOf(byWords.subList(0, 60));
		assertThat(second.hint()).contains("found by words alone", "without the cursor");
	}

	@ParameterizedTest
	@EnumSource
	void search_refusesACursor_whenTheModelThatRankedIsGone(SearchMode mode) {
		addMany(60);
		SearchQuery query = SearchQuery.of("step one two").withMode(mode).withThreshold(-1f).withLimit(20);
		List<String> whole = ids(this.service.search(query.withLimit(40)));
		SearchAnswer first = this.service.search(query);
		this.fixture.model.setReady(false);
		assertProblem(ProblemType.CURSOR_EXPIRED, () -> this.service.search(query.withCursor(first.nextCursor())));
		this.fixture.model.setReady(true);
		assertThat(ids(this.service.search(query.withCursor(first.nextCursor())))).isEqualTo(whole.subList(20, 40));
	}

	@Test
	void search_isUnavailable_whenTooManyQuestionsWaitForALaterPage() {
		addMany(60);
		SearchQuery query = SearchQuery.of("step one two").withLimit(20);
		SearchAnswer first = this.service.search(query);
		this.fixture.model.setBusy(true);
		assertThat(this.service.search(query).hint()).contains("found by words alone");
		assertProblem(ProblemType.MODEL_UNAVAILABLE, () -> this.service.search(query.withCursor(first.nextCursor())));
		SearchAnswer byWords = this.service.search(query);
		this.fixture.model.setBusy(false);
		SearchAnswer second = this.service.search(query.withCursor(byWords.nextCursor()));
		assertThat(ids(second)).doesNotContainAnyElementsOf(ids(byWords));
		assertThat(second.hint()).contains("found by words alone");
	}

	@Test
	void search_goesOnByWords_whenTheModelOnlyToldSimilarities() {
		addMany(60);
		SearchQuery query = SearchQuery.of("step one two").withMode(SearchMode.KEYWORD).withLimit(20);
		List<String> whole = ids(this.service.search(query.withLimit(40)));
		SearchAnswer first = this.service.search(query);
		this.fixture.model.setReady(false);
		assertThat(ids(this.service.search(query.withCursor(first.nextCursor())))).isEqualTo(whole.subList(20, 40));
	}

	@ParameterizedTest
	@ValueSource(ints = { 10_000, 10_001, Integer.MAX_VALUE })
	void ranking_refusesACursor_thatBeginsDeeperThanCanBePaged(int offset) {
		addMany(20);
		SearchQuery search = SearchQuery.of("step");
		String searching = forged(new Place.InRanking(RankedBy.VECTOR, offset), search.identity());
		assertProblem(ProblemType.INVALID_CURSOR, () -> this.service.search(search.withCursor(searching)));
		String similar = forged(new Place.InRanking(RankedBy.VECTOR, offset), similarTo("t7", null).identity());
		assertProblem(ProblemType.INVALID_CURSOR, () -> this.service.similar(similarTo("t7", similar)));
	}

	@Test
	void pages_refuseAPlace_thatIsNoneOfTheirs() {
		addMany(20);
		for (Place place : List.of(new Place.InRanking(RankedBy.WORDS, 10), new Place.InList(new TraceId("unknown")))) {
			String listing = forged(place, newest(null).identity());
			assertProblem(ProblemType.INVALID_CURSOR, () -> this.service.recent(newest(listing)));
		}
		SearchQuery search = SearchQuery.of("step");
		String searching = forged(new Place.InList(new TraceId("t7")), search.identity());
		assertProblem(ProblemType.INVALID_CURSOR, () -> this.service.search(search.withCursor(searching)));
	}

	private String forged(Place place, Record identity) {
		try (IndexSnapshot snapshot = this.fixture.index.snapshot()) {
			return Cursor.write(snapshot.token(), place, identity);
		}
	}

	private static RecentQuery newest(@Nullable String cursor) {
		return new RecentQuery(10, TraceFilter.ALL, TraceOrder.NEWEST_FIRST, cursor);
	}

	private static SimilarQuery similarTo(String trace, @Nullable String cursor) {
		return new SimilarQuery(new TraceId(trace), 20, null, TraceFilter.ALL, Grouping.NONE, cursor);
	}

	@Test
	void recent_pagesFromTheNewest() {
		List<String> all = addMany(25).reversed();
		RecentAnswer first = this.service.recent(newest(null));
		RecentAnswer second = this.service.recent(newest(first.nextCursor()));
		RecentAnswer third = this.service.recentAsync(newest(second.nextCursor())).join();
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
	void similar_pages() {
		addMany(30);
		SimilarAnswer first = this.service.similar(similarTo("t7", null)).orElseThrow();
		SimilarAnswer second = this.service.similar(similarTo("t7", first.nextCursor())).orElseThrow();
		assertThat(List.of(first, second)).flatExtracting(SimilarAnswer::results)
			.extracting((result) -> result.trace().traceId().value())
			.hasSize(29)
			.doesNotHaveDuplicates()
			.doesNotContain("t7");
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

}
