package io.mahavishnu.otel.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mahavishnu.otel.filter.Field;
import io.mahavishnu.otel.filter.FilterParser;
import io.mahavishnu.otel.filter.FilterProperties;
import io.mahavishnu.otel.filter.Literal;
import io.mahavishnu.otel.filter.Operator;
import io.mahavishnu.otel.filter.SpanCondition;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.mahavishnu.otel.filter.Filters.filter;
import static io.mahavishnu.otel.index.SampleTrace.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What every {@link TraceIndex} must find, and how it is ordered and shown. */
public abstract class TraceIndexSearchContract extends TraceIndexFixture {

	@Test
	void outline_isWhatAListShows() {
		Attributes attributes = Attributes.of(Map.of("text", new AttributeValue.StringValue("größe"), "number",
				new AttributeValue.LongValue(Long.MIN_VALUE), "share", new AttributeValue.DoubleValue(Double.NaN),
				"bytes", new AttributeValue.BytesValue(new byte[] { 1, 2 }), "$map",
				new AttributeValue.MapValue(Attributes.of("$bytes", "x")), "none", new AttributeValue.EmptyValue()));
		IndexedTrace shop = trace("a").startMillis(5)
			.durationMillis(7)
			.span("shop", "GET /cart", attributes)
			.failed("payment", "Charge")
			.build();
		this.index.putTraces(List.of(shop));
		this.index.refresh();
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(snapshot.outlines(List.of(new TraceId("a"), new TraceId("unknown"))))
				.isEqualTo(Map.of(new TraceId("a"), TraceOutline.of(shop.trace())));
		}
	}

	@Test
	void outline_isCut_whenTheTraceIsLong() {
		put(trace("a").span("shop", "GET " + "é".repeat(10_000), Map.of("long", "x".repeat(10_000), "short", "y")));
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(snapshot.outlines(List.of(new TraceId("a")))).hasEntrySatisfying(new TraceId("a"), (outline) -> {
				assertThat(outline.content()).isEqualTo("GET " + "é".repeat(4094));
				assertThat(outline.contentCut()).isTrue();
				assertThat(outline.attributes()).isEqualTo(Attributes.of("short", "y"));
				assertThat(outline.attributesCut()).isTrue();
			});
		}
	}

	@Test
	void sayings_areTheTracesOwn_alsoWhereTracesShareAShape() {
		put(trace("a").says("one", "two"), trace("b").says("two", "one"));
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			List<TraceDigest> shown = new ArrayList<>();
			TraceKey unknown = new TraceKey(new TraceId("unknown"), new ShapeId("unknown"), 0);
			List<TraceKey> keys = snapshot.list(TraceFilter.ALL, TraceOrder.NEWEST_FIRST, null, 10);
			snapshot.show(Stream.concat(Stream.of(unknown), keys.reversed().stream()).toList(), shown::add);
			assertThat(shown).extracting((digest) -> digest.outline().id())
				.isEqualTo(keys.reversed().stream().map(TraceKey::id).toList());
			for (TraceDigest digest : shown) {
				TraceId id = digest.outline().id();
				List<String> texts = id.equals(new TraceId("a")) ? List.of("one", "two") : List.of("two", "one");
				assertThat(digest.outline()).isEqualTo(snapshot.outlines(List.of(id)).get(id));
				assertThat(digest.sayings()).extracting(Saying::words).isEqualTo(texts);
				assertThat(digest.sayings()).allSatisfy((saying) -> {
					assertThat(saying.passage()).isEqualTo(PassageId.of(saying.words()));
					assertThat(saying.service()).isEqualTo("shop");
				});
			}
		}
	}

	@Test
	void nearest_findsATrace_onceItsPassageHasAVector() {
		putPassages(IndexedPassage.of(Passage.of("late"), "", null));
		put(trace("a").says("late"));
		assertThat(nearest(TraceFilter.ALL, Grouping.NONE, 10)).isEmpty();

		putPassages(passage("late", 0.8));
		this.index.refresh();
		assertThat(ids(nearest(TraceFilter.ALL, Grouping.NONE, 10))).containsExactly("a");
	}

	// By meaning

	@Test
	void nearest_ordersByTheCombinedScoreOfTheThreeBestPassages() {
		putPassages(passage("p9", 0.9), passage("p8", 0.8), passage("p1", 0.1), passage("p7", 0.7));
		put(trace("one").says("p9", "p1"), trace("three").says("p8", "p7", "p1"), trace("single").says("p7"));

		List<SemanticHit> hits = nearest(TraceFilter.ALL, Grouping.NONE, 10);

		assertThat(ids(hits)).containsExactly("single", "three", "one");
		assertThat(hits.get(1).score()).isCloseTo((0.8f + 0.7f / 2 + 0.1f / 4) / 1.75f, within(1e-5f));
		assertThat(hits.get(1).best()).extracting((near) -> near.passage())
			.containsExactly(PassageId.of("p8"), PassageId.of("p7"), PassageId.of("p1"));
		assertThat(hits.get(2).similarity()).isCloseTo(0.9f, within(1e-5f));
	}

	@Test
	void nearest_givesTheNewestTracesOfAShapeFirst() {
		putPassages(passage("p", 0.9));
		put(trace("old").says("p").startMillis(1), trace("new").says("p").startMillis(3),
				trace("middle").says("p").startMillis(2));

		assertThat(ids(nearest(TraceFilter.ALL, Grouping.NONE, 2))).containsExactly("new", "middle");
	}

	@Test
	void nearest_ordersEqualScoresByStartThenId_acrossShapes() {
		putPassages(passage("p", 0.9), IndexedPassage.of(Passage.of("q"), "", passage("p", 0.9).vectors().get("")));
		put(trace("a").says("p").startMillis(1), trace("d").says("q").startMillis(2),
				trace("c").says("p").startMillis(2), trace("b").says("q").startMillis(3));

		assertThat(ids(nearest(TraceFilter.ALL, Grouping.NONE, 10))).containsExactly("b", "c", "d", "a");
		assertThat(ids(nearest(TraceFilter.ALL, Grouping.NONE, 3))).containsExactly("b", "c", "d");
	}

	@Test
	void nearest_endsBeforeTheTrace_thatIsOfOneShapeTooMany() {
		putPassages(passage("p", 0.9), passage("q", 0.8), passage("r", 0.7),
				IndexedPassage.of(Passage.of("s"), "", passage("r", 0.7).vectors().get("")));
		put(trace("a").says("p").startMillis(2), trace("b").says("p").startMillis(1), trace("c").says("q"),
				trace("d").says("r").startMillis(3), trace("e").says("s").startMillis(2),
				trace("f").says("r").startMillis(1));

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			Function<HitLimit, List<String>> upTo = (limit) -> ids(
					snapshot.nearest(QUERY, TraceFilter.ALL, -1, Grouping.NONE, limit));
			assertThat(upTo.apply(new HitLimit(10, 1))).containsExactly("a", "b");
			assertThat(upTo.apply(new HitLimit(1, 2))).containsExactly("a");
			assertThat(upTo.apply(new HitLimit(10, 3))).containsExactly("a", "b", "c", "d");
			assertThat(upTo.apply(new HitLimit(10, 4))).containsExactly("a", "b", "c", "d", "e", "f");
		}
	}

	@Test
	void nearest_leavesOutTraces_whoseBestPassageIsTooFar() {
		putPassages(passage("near", 0.8), passage("far", 0.4));
		put(trace("a").says("near", "far"), trace("b").says("far"));

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(ids(snapshot.nearest(QUERY, TraceFilter.ALL, 0.5f, Grouping.NONE, 10))).containsExactly("a");
			assertThat(ids(snapshot.nearest(QUERY, filter("trace:system_id = \"shop\""), 0.5f, Grouping.NONE, 10)))
				.containsExactly("a");
			assertThat(snapshot.nearest(QUERY, TraceFilter.ALL, 0.81f, Grouping.NONE, 10)).isEmpty();
		}
	}

	@Test
	void nearest_givesOfEachShapeTheNewest_whenGrouped() {
		putPassages(passage("p", 0.9), passage("q", 0.5));
		put(trace("a").says("p").startMillis(1), trace("b").says("p").startMillis(2),
				trace("c").says("q").startMillis(1), trace("d").says("q").startMillis(2).failed("shop", "GET /"));

		assertThat(ids(nearest(TraceFilter.ALL, Grouping.SHAPE, 10))).containsExactly("b", "d");
		assertThat(ids(nearest(filter("trace:status = ok"), Grouping.SHAPE, 10))).containsExactly("b", "c");
	}

	@Test
	void nearest_findsAnExactPageAmongManyShapes() {
		List<IndexedPassage> passages = IntStream.range(0, 500)
			.mapToObj((i) -> passage("p" + i, 0.9 - i * 0.001))
			.toList();
		this.index.putPassages(passages);
		this.index.putTraces(IntStream.range(0, 500).mapToObj((i) -> trace("t" + i).says("p" + i).build()).toList());
		this.index.refresh();

		assertThat(ids(nearest(TraceFilter.ALL, Grouping.NONE, 300)))
			.isEqualTo(IntStream.range(0, 300).mapToObj((i) -> "t" + i).toList());
	}

	@Test
	void similarities_scoresGivenTraces_andLeavesOutThoseWithoutVectors() {
		putPassages(passage("p", 0.9), IndexedPassage.of(Passage.of("unembedded"), "", null));
		put(trace("a").says("p"), trace("b").says("p"), trace("c").says("unembedded"));

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			List<TraceKey> keys = snapshot.ordered(List.of(new TraceId("a"), new TraceId("c")),
					TraceOrder.NEWEST_FIRST);
			Map<TraceId, SemanticHit> hits = snapshot.similarities(QUERY, keys);
			assertThat(keys).hasSize(2);
			assertThat(hits).containsOnlyKeys(new TraceId("a"));
			assertThat(hits.values()).singleElement()
				.satisfies((hit) -> assertThat(hit.score()).isCloseTo(0.9f, within(1e-5f)));
		}
	}

	// By words

	@Test
	void matching_findsWordsInEveryField_whateverTheirForm() {
		put(trace("a").names("getUserById"), trace("b").errors("Payment was refused: java.net.ConnectException"),
				trace("c").body("Which flights could be cancelled, and the customer's bookings?"));

		assertThat(wordIds(matching("user by id"))).containsExactly("a");
		assertThat(wordIds(matching("GETUSERBYID"))).containsExactly("a");
		assertThat(wordIds(matching("refusing payments"))).containsExactly("b");
		assertThat(wordIds(matching("ConnectException"))).containsExactly("b");
		assertThat(wordIds(matching("customer cancels a flight"))).containsExactly("c");
		assertThat(matching("zebra")).isEmpty();
	}

	@Test
	void matching_weighsNamesAndErrorsAboveTheBody() {
		put(trace("body").body("refund one two"), trace("name").names("refund one two"));

		assertThat(wordIds(matching("refund"))).containsExactly("name", "body");
	}

	@Test
	void matching_prefersRareWords_andTellsTheirShare() {
		put(trace("a").body("common apple"), trace("b").body("common"), trace("c").body("common rare"));

		List<KeywordHit> hits = matching("common rare");

		assertThat(wordIds(hits)).startsWith("c");
		assertThat(hits.getFirst().coverage().share()).isCloseTo(1, within(1e-6f));
		assertThat(hits.getLast().coverage().share()).isBetween(0.01f, 0.49f);
		assertThat(hits).allSatisfy((hit) -> assertThat(hit.score()).isPositive());
		assertThat(matching("common unheard").getFirst().coverage().share()).isLessThan(0.2f);
	}

	@Test
	void matching_takesNothingAsAnOperator() {
		put(trace("a").body("alpha beta"), trace("b").body("beta"));

		assertThat(wordIds(matching("+alpha -beta"))).containsExactly("a", "b");
		assertThat(wordIds(matching("body:alpha AND (\"beta"))).containsExactly("a", "b");
		assertThat(matching("*:* OR [ TO ]")).isEmpty();
		assertThat(matching("   ")).isEmpty();
	}

	@Test
	void matching_putsTheTraceFirst_whoseIdWasPasted() {
		put(trace("4bf92f3577b34da6a3ce929d0e0e4736").body("checkout"),
				trace("5bf92f3577b34da6a3ce929d0e0e4736").body("checkout failed again failed failed"));

		List<KeywordHit> hits = matching("why did checkout fail in (4BF92F3577B34DA6A3CE929D0E0E4736)?");
		assertThat(wordIds(hits)).startsWith("4bf92f3577b34da6a3ce929d0e0e4736");
		assertThat(wordIds(matching("4bf92f3577b34da6a3ce929d0e0e4736-span0")))
			.containsExactly("4bf92f3577b34da6a3ce929d0e0e4736");
		assertThat(matching("4bf92f3577b34da6a3ce929d0e0e4736").getFirst().coverage().share()).isEqualTo(1);
	}

	@Test
	void matching_findsWholeNumbersOfOrders_beforePartsOfThem() {
		put(trace("a").body("order ORD-2024-0001 shipped"), trace("b").body("order 0001 of 2024, ORD"),
				trace("c").body("order #W2378156"));

		assertThat(wordIds(matching("ord-2024-0001"))).startsWith("a");
		assertThat(wordIds(matching("#W2378156"))).containsExactly("c");
	}

	@Test
	void matching_tellsTracesApartThatTheQueryNames() {
		put(trace("a").body("order 8930334 shipped"), trace("b").body("order 8930335 shipped"));

		List<KeywordHit> hits = matching("where is order 8930334");

		assertThat(hits).filteredOn((hit) -> hit.coverage().named()).singleElement().satisfies((hit) -> {
			assertThat(hit.key().id()).isEqualTo(new TraceId("a"));
		});
		assertThat(matching("shipped order")).noneMatch((hit) -> hit.coverage().named());
	}

	@Test
	void matching_findsChineseAndJapanese() {
		put(trace("zh").body("支付失败，银行卡被拒绝"), trace("ja").body("予約をキャンセルする"));

		assertThat(wordIds(matching("银行卡"))).containsExactly("zh");
		assertThat(wordIds(matching("キャンセル"))).containsExactly("ja");
	}

	@Test
	void matching_ordersEqualScoresByStartThenId() {
		put(trace("b").body("same").startMillis(1), trace("a").body("same").startMillis(1));
		put(trace("c").body("same").startMillis(2));

		assertThat(wordIds(matching("same"))).containsExactly("c", "a", "b");
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(wordIds(snapshot.matching("same", TraceFilter.ALL, Grouping.NONE, 1))).containsExactly("c");
		}
	}

	@Test
	void matching_givesOfEachShapeTheBest_whenGrouped() {
		put(trace("a").says("p").body("word"), trace("b").says("p").names("word"), trace("c").says("q").body("word"));

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(wordIds(snapshot.matching("word", TraceFilter.ALL, Grouping.SHAPE, 10))).containsExactly("b",
					"c");
		}
	}

	@Test
	void matchingNear_givesTheBestByWords_thatAreNearEnough() {
		putPassages(passage("near", 0.8), passage("far", 0.2), passage("nearest", 0.9),
				IndexedPassage.of(Passage.of("unembedded"), "", null));
		for (int i = 0; i < 40; i++) {
			put(trace("far" + i).says("far").names("word").startMillis(100 + i));
		}
		put(trace("a").says("near").body("word"), trace("b").says("nearest", "far").body("word and more words"));
		put(trace("c").says("near").body("word").startMillis(2), trace("d").says("unembedded").names("word"),
				trace("e").says("near").body("other"));

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			List<KeywordHit> near = snapshot.matchingNear("word", QUERY, 0.7f, TraceFilter.ALL, Grouping.NONE, 10);
			assertThat(wordIds(near)).containsExactlyInAnyOrder("a", "b", "c");
			assertThat(snapshot.matching("word", TraceFilter.ALL, Grouping.NONE, 100)).hasSize(44)
				.containsSubsequence(near);
			assertThat(snapshot.matchingNear("word", QUERY, 0.7f, TraceFilter.ALL, Grouping.NONE, 2))
				.isEqualTo(near.subList(0, 2));
			assertThat(wordIds(snapshot.matchingNear("word", QUERY, 0.7f, TraceFilter.ALL, Grouping.SHAPE, 10)))
				.containsExactlyInAnyOrder("a", "b");
			assertThat(wordIds(snapshot.matchingNear("word", QUERY, 0.7f,
					filter("trace:start < \"1970-01-01T00:00:00.010Z\""), Grouping.NONE, 10)))
				.containsExactly("c");
			assertThat(snapshot.matchingNear("word", QUERY, 0.95f, TraceFilter.ALL, Grouping.NONE, 10)).isEmpty();
		}
	}

	@Test
	void matching_takesLongQueries() {
		put(trace("a").body("needle"));
		String query = IntStream.range(0, 900).mapToObj((i) -> "w" + i).collect(Collectors.joining(" ")) + " needle";

		List<KeywordHit> hits = matching(query.substring(query.length() - 4_000));

		assertThat(wordIds(hits)).containsExactly("a");
		assertThat(hits.getFirst().coverage().share()).isBetween(0f, 0.05f);
	}

	@Test
	void coverages_areThoseOfMatching_forGivenTraces() {
		put(trace("a").body("word other"), trace("b").body("word"), trace("c").body("else"));

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			Map<TraceId, WordCoverage> coverages = snapshot.coverages("word unheard",
					List.of(new TraceId("a"), new TraceId("c"), new TraceId("gone")));
			KeywordHit found = snapshot.matching("word unheard", TraceFilter.ALL, Grouping.NONE, 10).get(1);
			assertThat(found.key().id()).isEqualTo(new TraceId("a"));
			assertThat(coverages).isEqualTo(Map.of(new TraceId("a"), found.coverage()));
		}
	}

	@Test
	void putTraces_takesWordsAndAttributesOfAnyLength() {
		String longWord = "x".repeat(50_000);
		put(trace("a").body(longWord + " needle").span("shop", longWord, Map.of("k", longWord, longWord, "v")));

		assertThat(wordIds(matching("needle"))).containsExactly("a");
		assertThat(recent(named(longWord, longWord))).containsExactly("a");
		assertThat(recent(named(longWord, longWord + "x"))).isEmpty();
		assertThat(recent(filter("{ .k ^= \"" + "x".repeat(250) + "\" && .k > \"xx\" }"))).containsExactly("a");
		assertThat(recent(filter("{ .k ^= \"" + "x".repeat(249) + "y\" }"))).isEmpty();
	}

	// Filters

	@Test
	void filter_demandsThatSpanConditionsHoldOnOneSpan() {
		put(trace("apart").span("A", "X", Map.of("k", "1")).span("B", "Y", Map.of("k", "2")),
				trace("together").span("A", "Y", Map.of("k", "2")));

		assertThat(recent(filter("{ service = \"A\" && name = \"Y\" }"))).containsExactly("together");
		assertThat(recent(filter("{ service = \"A\" && .k = \"2\" }"))).containsExactly("together");
		assertThat(recent(filter("{ .k = \"1\" && .k = \"2\" }"))).isEmpty();
		assertThat(recent(filter("{ service = \"A\" }"))).containsExactly("apart", "together");
		assertThat(recent(filter("{ service = \"B\" && name = \"Y\" && .k = \"2\" }"))).containsExactly("apart");
	}

	@Test
	void filter_findsAttributesOfResources_andElementsOfArrays() {
		AttributeValue array = new AttributeValue.ArrayValue(
				List.of(new AttributeValue.StringValue("x"), new AttributeValue.LongValue(7)));
		put(trace("a").span("A", "X",
				Attributes.of(Map.of("list", array, "flag", new AttributeValue.BoolValue(true)))));

		assertThat(recent(filter("{ .service.name = \"A\" }"))).containsExactly("a");
		assertThat(recent(filter("{ .list = \"7\" && .flag = \"true\" }"))).containsExactly("a");
		assertThat(recent(filter("{ .list = \"x 7\" }"))).containsExactly("a");
		assertThat(recent(filter("{ .list = \"8\" }"))).isEmpty();
	}

	@Test
	void filter_holdsTraceConditions_boundsIncluded() {
		put(trace("a").startMillis(10).durationMillis(5),
				trace("b").startMillis(20).durationMillis(7).failed("shop", "GET /"),
				trace("c").startMillis(30).span("other", "GET /", Map.of()));

		assertThat(recent(filter("trace:status = error"))).containsExactly("b");
		assertThat(recent(filter("trace:status = ok"))).containsExactly("c", "a");
		assertThat(recent(filter("trace:system_id = \"other\""))).containsExactly("c");
		assertThat(recent(
				filter("trace:start >= \"1970-01-01T00:00:00.010Z\" && trace:start <= \"1970-01-01T00:00:00.020Z\"")))
			.containsExactly("b", "a");
		assertThat(recent(filter("trace:duration >= 5ms && trace:duration < 7ms"))).containsExactly("a");
	}

	@Test
	void filter_holdsInEveryKindOfSearch() {
		putPassages(passage("p", 0.9));
		put(trace("a").says("p").body("word"), trace("b").says("p").body("word").failed("shop", "GET /"));
		TraceFilter failed = filter("trace:status = error");

		assertThat(ids(nearest(failed, Grouping.NONE, 10))).containsExactly("b");
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(wordIds(snapshot.matching("word", failed, Grouping.NONE, 10))).containsExactly("b");
			assertThat(snapshot.count(failed)).isEqualTo(1);
			assertThat(snapshot.count(TraceFilter.ALL)).isEqualTo(2);
		}
	}

	@Test
	void filter_takesTheMostConditions_withALongQuestion() {
		put(trace("a").body("needle"), trace("b").body("needle").span("shop", "GET /", Map.of("k", "12")));
		String words = IntStream.range(0, 600).mapToObj((i) -> "w" + i).collect(Collectors.joining(" ")) + " needle";
		FilterParser parser = new FilterParser(new FilterProperties(100_000, 100, 100));
		TraceFilter most = parser.parse("{ "
				+ IntStream.range(0, 99).mapToObj((i) -> ".k != \"v" + i + "\"").collect(Collectors.joining(" && "))
				+ " && .k ^= \"1\" }");

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(wordIds(snapshot.matching(words, most, Grouping.NONE, 10))).containsExactly("b");
		}
	}

	@Test
	void list_goesOnBehindATrace() {
		for (int i = 0; i < 5; i++) {
			put(trace("t" + i).startMillis(100 + i));
		}
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			List<TraceKey> all = snapshot.list(TraceFilter.ALL, TraceOrder.NEWEST_FIRST, null, 10);
			assertThat(values(all)).containsExactly("t4", "t3", "t2", "t1", "t0");
			assertThat(values(snapshot.list(TraceFilter.ALL, TraceOrder.NEWEST_FIRST, all.get(0), 2)))
				.containsExactly("t3", "t2");
			assertThat(values(snapshot.list(filter("trace:start < \"1970-01-01T00:00:00.102Z\""),
					TraceOrder.NEWEST_FIRST, all.get(1), 10)))
				.containsExactly("t1", "t0");
			assertThat(snapshot.list(TraceFilter.ALL, TraceOrder.NEWEST_FIRST, all.get(4), 10)).isEmpty();
		}
	}

	/** Traces of several spans, many with the same start, put again and removed. */
	@ParameterizedTest
	@EnumSource
	void list_givesTheSameInPages_asAtOnce(TraceOrder order) {
		Random random = new Random(7);
		for (int batch = 0; batch < 8; batch++) {
			this.index.putTraces(IntStream.range(0, 50).mapToObj((_) -> {
				SampleTrace trace = trace("t" + random.nextInt(300)).startMillis(random.nextInt(20))
					.durationMillis(random.nextInt(10));
				IntStream.rangeClosed(0, random.nextInt(4)).forEach((i) -> trace.span("shop", "GET /" + i, Map.of()));
				return trace.build();
			}).collect(Collectors.toMap((each) -> each.trace().id(), Function.identity(), (_, last) -> last)).values());
			this.index.refresh();
		}
		this.index.removeTraces(IntStream.range(0, 30).mapToObj((i) -> new TraceId("t" + 9 * i)).toList());
		this.index.refresh();
		TraceFilter filter = filter("{ name = \"GET /1\" }");
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			for (TraceFilter each : List.of(TraceFilter.ALL, filter)) {
				List<TraceKey> all = snapshot.list(each, order, null, 1_000);
				List<TraceKey> paged = new ArrayList<>();
				List<TraceKey> page = snapshot.list(each, order, null, 7);
				while (!page.isEmpty()) {
					paged.addAll(page);
					page = snapshot.list(each, order, page.getLast(), 7);
				}
				assertThat(paged).isEqualTo(all).hasSizeGreaterThan(50);
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			NEWEST_FIRST;   d, a, b, c
			OLDEST_FIRST;   c, a, b, d
			LONGEST_FIRST;  c, d, a, b
			SHORTEST_FIRST; a, b, d, c""")
	void list_ordersTraces_equalOnesByStartThenId(TraceOrder order, String expected) {
		put(trace("c").startMillis(1).durationMillis(9), trace("a").startMillis(2).durationMillis(1));
		put(trace("b").startMillis(2).durationMillis(1), trace("d").startMillis(3).durationMillis(5));
		put(trace("d").startMillis(3).durationMillis(4));
		List<String> ids = List.of(expected.split(", "));

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(values(snapshot.list(TraceFilter.ALL, order, null, 10))).isEqualTo(ids);
			TraceKey first = snapshot.list(TraceFilter.ALL, order, null, 1).getFirst();
			assertThat(values(snapshot.list(TraceFilter.ALL, order, first, 2))).isEqualTo(ids.subList(1, 3));
			assertThat(values(snapshot.list(filter("trace:duration < 9ms"), order, null, 10)))
				.isEqualTo(ids.stream().filter((id) -> !id.equals("c")).toList());
			assertThat(values(snapshot
				.ordered(List.of(new TraceId("b"), new TraceId("c"), new TraceId("gone"), new TraceId("d")), order)))
				.isEqualTo(ids.stream().filter((id) -> !id.equals("a")).toList());
			assertThat(snapshot.list(TraceFilter.ALL, order, null, 0)).isEmpty();
			assertThat(snapshot.ordered(List.of(), order)).isEmpty();
		}
	}

	private static List<String> values(List<TraceKey> keys) {
		return keys.stream().map((key) -> key.id().value()).toList();
	}

	/** Traces with a span of a name and an attribute {@code k}. */
	private static TraceFilter named(String name, String value) {
		return TraceFilter.onOneSpan(
				List.of(new SpanCondition.Compared(Field.SpanProperty.NAME, Operator.EQUAL, new Literal.Text(name)),
						new SpanCondition.Compared(new Field.Attribute(Field.Scope.ANY, "k"), Operator.EQUAL,
								new Literal.Text(value))));
	}

}
