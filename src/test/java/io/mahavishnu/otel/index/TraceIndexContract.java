package io.mahavishnu.otel.index;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.mahavishnu.otel.embed.ModelUsage;
import io.mahavishnu.otel.embed.Pooling;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;

import static io.mahavishnu.otel.filter.Filters.filter;
import static io.mahavishnu.otel.index.SampleTrace.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What every {@link TraceIndex} must do with what is put into it and taken out again. */
public abstract class TraceIndexContract extends TraceIndexFixture {

	// A new index

	@Test
	void newIndex_isEmpty() {
		assertThat(this.index.watermark()).isEqualTo(LogPosition.START);
		assertThat(this.index.figures()).isEqualTo(new IndexFigures(0, 0, 0, 0, 0, Map.of(), 0, 0));
		assertThat(nearest(TraceFilter.ALL, Grouping.NONE, 10)).isEmpty();
		assertThat(matching("anything")).isEmpty();
		assertThat(recent(TraceFilter.ALL)).isEmpty();
		assertThat(this.index.locate(List.of(new TraceId("a")))).isEmpty();
		assertThat(this.index.removeOrphans()).isEmpty();
		assertThat(this.index.removeTraces(List.of(new TraceId("a")))).isEmpty();
	}

	// Passages

	@Test
	void missing_readsItsOwnUnrefreshedWrites() {
		putPassages(passage("held", 0.5));

		assertThat(this.index.missing(List.of(PassageId.of("held"), PassageId.of("new")))).isEqualTo(passageIds("new"));
		this.index.refresh();
		assertThat(this.index.missing(List.of(PassageId.of("held"), PassageId.of("new")))).isEqualTo(passageIds("new"));
	}

	@Test
	void unembedded_givesWhatHasNoVector_untilItIsPutWithOne() {
		putPassages(IndexedPassage.of(Passage.of("waiting"), "", null), passage("done", 0.5));
		this.index.refresh();

		assertThat(this.index.unembedded("", 10)).containsExactly(Passage.of("waiting"));
		assertThat(this.index.unembedded("", 0)).isEmpty();

		putPassages(passage("waiting", 0.5));
		this.index.refresh();
		assertThat(this.index.unembedded("", 10)).isEmpty();
		assertThat(this.index.figures().passages()).isEqualTo(2);
		assertThat(this.index.figures().embeddedPassages()).isEqualTo(2);
	}

	// Replacing and removing

	@Test
	void putTraces_replacesATraceWholly() {
		putPassages(passage("p", 0.9), passage("q", 0.5));
		put(trace("a").says("p").body("before").span("A", "X", Map.of()).span("A", "Z", Map.of()));
		put(trace("a").says("q").body("after").span("B", "Y", Map.of()).at(SpanLocations.of(new LogPosition(9))));

		assertThat(recent(TraceFilter.ALL)).containsExactly("a");
		assertThat(recent(filter("{ service = \"A\" }"))).isEmpty();
		assertThat(recent(filter("{ service = \"B\" && name = \"Y\" }"))).containsExactly("a");
		assertThat(matching("before")).isEmpty();
		assertThat(wordIds(matching("after"))).containsExactly("a");
		assertThat(nearest(TraceFilter.ALL, Grouping.NONE, 10)).singleElement()
			.satisfies((hit) -> assertThat(hit.similarity()).isCloseTo(0.5f, within(1e-5f)));
		assertThat(this.index.figures()).satisfies((figures) -> {
			assertThat(figures.traces()).isEqualTo(1);
			assertThat(figures.spans()).isEqualTo(1);
			assertThat(figures.tracesBySystem()).isEqualTo(Map.of("B", 1L));
		});
		assertThat(this.index.locate(List.of(new TraceId("a"))))
			.isEqualTo(Map.of(new TraceId("a"), SpanLocations.of(new LogPosition(9))));
	}

	@Test
	void putTraces_keepsTheLast_ofTwoWithOneId() {
		putPassages(passage("p", 0.9), passage("q", 0.5));
		put(trace("a").says("p").body("first"), trace("b").says("p"), trace("a").says("q").body("last"));

		assertThat(recent(TraceFilter.ALL)).containsExactlyInAnyOrder("a", "b");
		assertThat(matching("first")).isEmpty();
		assertThat(wordIds(matching("last"))).containsExactly("a");
	}

	@Test
	void removeOrphans_removesWhatReplacedTracesLeftBehind() {
		putPassages(passage("p", 0.9), passage("q", 0.5), passage("shared", 0.1));
		put(trace("a").says("p", "shared"), trace("b").says("q", "shared"));
		this.index.putTraces(List.of(trace("a").says("q", "shared").build()));

		assertThat(this.index.removeOrphans()).isEqualTo(passageIds("p"));
		assertThat(this.index.removeOrphans()).isEmpty();
		assertThat(this.index.missing(List.of(PassageId.of("p"), PassageId.of("q"), PassageId.of("shared"))))
			.isEqualTo(passageIds("p"));
		assertThat(this.index.figures().shapes()).isEqualTo(1);
	}

	@Test
	void removeOrphans_keepsAShape_thatAnotherTraceTookMeanwhile() {
		putPassages(passage("p", 0.9), passage("q", 0.5));
		put(trace("a").says("p"));
		this.index.putTraces(List.of(trace("a").says("q").build()));
		this.index.putTraces(List.of(trace("b").says("p").build()));

		assertThat(this.index.removeOrphans()).isEmpty();
		assertThat(ids(nearest(TraceFilter.ALL, Grouping.NONE, 10))).containsExactly("b", "a");
	}

	@Test
	void removeTraces_removesThem_andThePassagesThatOnlyTheyHad() {
		putPassages(passage("p", 0.9), passage("q", 0.5), passage("shared", 0.1));
		put(trace("a").says("p", "shared").body("gone"), trace("b").says("q", "shared"),
				trace("c").says("q", "shared"));

		assertThat(this.index.removeTraces(List.of(new TraceId("a"), new TraceId("b"), new TraceId("unknown"))))
			.isEqualTo(passageIds("p"));
		this.index.refresh();

		assertThat(recent(TraceFilter.ALL)).containsExactly("c");
		assertThat(matching("gone")).isEmpty();
		assertThat(ids(nearest(TraceFilter.ALL, Grouping.NONE, 10))).containsExactly("c");
		assertThat(this.index.locate(List.of(new TraceId("a")))).isEmpty();
		assertThat(this.index.missing(List.of(PassageId.of("p")))).isEqualTo(passageIds("p"));
	}

	@Test
	void removeTraces_removesTraces_thatWereNeverRefreshed() {
		putPassages(passage("p", 0.9));
		this.index.putTraces(List.of(trace("a").says("p").build()));

		assertThat(this.index.removeTraces(List.of(new TraceId("a")))).isEqualTo(passageIds("p"));
		this.index.refresh();
		assertThat(recent(TraceFilter.ALL)).isEmpty();
	}

	@Test
	void useModel_hasQueriesComparedWithItsVectors_andKeepsThoseOfOthers() {
		this.index.useModel(FIRST_MODEL);
		this.index.putPassages(List.of(vectorsOf("both", 1, 0), IndexedPassage.of(Passage.of("old"), "one", NORTH)));
		put(trace("a").says("both"), trace("b").says("old"));

		assertThat(this.index.model()).isEqualTo(FIRST_MODEL);
		assertThat(nearestTo(NORTH)).containsExactlyInAnyOrder("a", "b");
		assertThat(this.index.unembedded("other", 10)).containsExactly(Passage.of("old"));
		assertThat(this.index.embeddedPassages("other")).isEqualTo(1);

		try (IndexSnapshot before = this.index.snapshot()) {
			this.index.useModel(new IndexModel("other", "second", null));
			this.index.refresh();
			assertThat(before.model()).isEqualTo("one");
		}

		assertThat(nearestTo(NORTH)).containsExactly("a");
		assertThat(this.index.figures().embeddedPassages()).isEqualTo(1);
		this.index.useModel(FIRST_MODEL);
		this.index.refresh();
		assertThat(nearestTo(NORTH)).containsExactlyInAnyOrder("a", "b");
	}

	private static final IndexModel FIRST_MODEL = new IndexModel("one", "first",
			new ModelUsage(Pooling.CLS, "query: ", ""));

	private static final float[] NORTH = { 1, 0 };

	/** A passage with a vector of two models, the second one's in three dimensions. */
	private static IndexedPassage vectorsOf(String text, float x, float y) {
		return new IndexedPassage(Passage.of(text),
				Map.of("one", new float[] { x, y }, "other", new float[] { x, y, 0 }));
	}

	private List<String> nearestTo(float[] query) {
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			float[] fitting = snapshot.model().equals("other") ? new float[] { query[0], query[1], 0 } : query;
			return snapshot.nearest(fitting, TraceFilter.ALL, -1, Grouping.NONE, 10)
				.stream()
				.map((hit) -> hit.key().id().value())
				.toList();
		}
	}

	@Test
	void commit_setsTheWatermark() {
		put(trace("a"));
		this.index.commit(new LogPosition(42));

		assertThat(this.index.watermark()).isEqualTo(new LogPosition(42));
		assertThat(this.index.furthest()).isEqualTo(new LogPosition(42));
	}

	@Test
	void commit_tellsHowFarItReaches_whereSomeTracesWaitLongerThanOthers() {
		put(trace("a").at(SpanLocations.of(new LogPosition(50))));
		this.index.commit(new LogPosition(42));

		assertThat(this.index.watermark()).isEqualTo(new LogPosition(42));
		assertThat(this.index.furthest()).isEqualTo(new LogPosition(50));
		this.index.clear();
		assertThat(this.index.furthest()).isEqualTo(LogPosition.START);
	}

	// Snapshots

	@Test
	void snapshot_doesNotChange_andIsFoundAgainByItsToken() {
		put(trace("a"));
		String token;
		try (IndexSnapshot before = this.index.snapshot()) {
			token = before.token();
			put(trace("b"));
			assertThat(before.count(TraceFilter.ALL)).isEqualTo(1);
		}
		put(trace("c"));

		try (IndexSnapshot again = this.index.snapshot(token).orElseThrow()) {
			assertThat(again.count(TraceFilter.ALL)).isEqualTo(1);
			assertThat(again.token()).isEqualTo(token);
		}
		assertThat(this.index.snapshot("unknown")).isEmpty();
		assertThat(recent(TraceFilter.ALL)).hasSize(3);
	}

	@Test
	void shapeSize_countsAllTracesOfAShape_withoutTheReplaced() {
		putPassages(passage("p", 0.9));
		put(trace("a").says("p"), trace("b").says("p"), trace("c").says("p"));
		put(trace("a").says("p"), trace("b").says("other"));

		try (IndexSnapshot snapshot = this.index.snapshot()) {
			assertThat(snapshot.shapeSize(SampleTrace.shape(List.of("p")))).isEqualTo(2);
			assertThat(snapshot.shapeSize(SampleTrace.shape(List.of("unknown")))).isZero();
		}
	}

	@Test
	void locate_givesLocationsExactly() {
		SpanLocations many = SpanLocations
			.of(LongStream.of(1, 3, 10, 200, 5_000, Long.MAX_VALUE - 1).mapToObj(LogPosition::new).toList());
		put(trace("a").at(many), trace("b").at(SpanLocations.NONE));

		assertThat(this.index.locate(List.of(new TraceId("a"), new TraceId("b"), new TraceId("c"))))
			.isEqualTo(Map.of(new TraceId("a"), many, new TraceId("b"), SpanLocations.NONE));
	}

}
