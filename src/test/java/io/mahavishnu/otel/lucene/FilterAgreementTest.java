package io.mahavishnu.otel.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mahavishnu.otel.filter.FilterArbitraries;
import io.mahavishnu.otel.filter.FilterEvaluator;
import io.mahavishnu.otel.filter.FilterTraces;
import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.IndexedTrace;
import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SampleTrace;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOrder;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.passage.Utterance;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** Any filter, over any traces, in every kind of search: as the reference says. */
class FilterAgreementTest {

	private static final int TRACES = 300;

	private static final float[] QUERY = { 1, 0 };

	private static final List<Trace> traces = new ArrayList<>();

	private static final List<LuceneTraceIndex> indexes = new ArrayList<>();

	@BeforeContainer
	static void fill() {
		FilterTraces generated = new FilterTraces(42);
		for (int i = 0; i < TRACES; i++) {
			traces.add(generated.next("t" + i));
		}
		// from the nearest passages on, and from the filter
		Stream.of(0, 1_000_000).map(TestSettings::inMemory).map(LuceneTraceIndex::open).forEach((index) -> {
			indexes.add(index);
			for (int i = 0; i < TRACES; i++) {
				String said = "passage " + i % 40;
				double angle = i % 40;
				index.putPassages(List.of(IndexedPassage.of(Passage.of(said), "",
						new float[] { (float) Math.cos(angle), (float) Math.sin(angle) })));
				index.putTraces(List.of(indexed(traces.get(i), said)));
				if (i % 100 == 0) {
					index.refresh();
				}
			}
			index.refresh();
		});
	}

	@AfterContainer
	static void close() {
		indexes.forEach(LuceneTraceIndex::close);
	}

	private static IndexedTrace indexed(Trace trace, String said) {
		return new IndexedTrace(trace,
				new TraceText(List.of(new Utterance(Passage.of(said), null, "", said)),
						SampleTrace.shape(List.of(said)), new TraceText.Words("", "", "word")),
				SpanLocations.of(new LogPosition(1)));
	}

	@Property(tries = 300)
	void everySearch_findsTheTracesThatPass(@ForAll("filters") TraceFilter filter) {
		Set<TraceId> passing = traces.stream()
			.filter((trace) -> FilterEvaluator.passes(trace, filter))
			.map(Trace::id)
			.collect(Collectors.toSet());
		for (LuceneTraceIndex index : indexes) {
			try (IndexSnapshot snapshot = index.snapshot()) {
				for (TraceOrder order : TraceOrder.values()) {
					assertThat(ids(snapshot.list(filter, order, null, TRACES).stream())).isEqualTo(passing);
				}
				assertThat(snapshot.count(filter)).isEqualTo(passing.size());
				assertThat(
						ids(snapshot.nearest(QUERY, filter, -1, Grouping.NONE, TRACES).stream().map(SemanticHit::key)))
					.isEqualTo(passing);
				assertThat(ids(snapshot.matching("word", filter, Grouping.NONE, TRACES).stream().map(KeywordHit::key)))
					.isEqualTo(passing);
			}
		}
	}

	@Provide
	Arbitrary<TraceFilter> filters() {
		return FilterArbitraries.filters();
	}

	private static Set<TraceId> ids(Stream<TraceKey> keys) {
		return keys.map(TraceKey::id).collect(Collectors.toSet());
	}

}
