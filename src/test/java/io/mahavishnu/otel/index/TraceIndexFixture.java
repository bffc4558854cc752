package io.mahavishnu.otel.index;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static io.mahavishnu.otel.filter.Filters.filter;

/** An index under test, with what its tests say of it in few words. */
abstract class TraceIndexFixture {

	/** The query of most tests: a passage's cosine to it is its first component. */
	protected static final float[] QUERY = { 1, 0, 0, 0 };

	protected TraceIndex index;

	/** A new, empty index. */
	protected abstract TraceIndex open();

	/** Closes an index and gives back what it holds. */
	protected abstract void close(TraceIndex index);

	@BeforeEach
	void openIndex() {
		this.index = open();
	}

	@AfterEach
	void closeIndex() {
		close(this.index);
	}

	/** A passage whose vector has the given cosine to {@link #QUERY}. */
	protected static IndexedPassage passage(String text, double cosine) {
		double angle = new Random(text.hashCode()).nextDouble() * Math.PI;
		double rest = Math.sqrt(1 - cosine * cosine);
		return IndexedPassage.of(Passage.of(text), "",
				new float[] { (float) cosine, (float) (rest * Math.cos(angle)), (float) (rest * Math.sin(angle)), 0 });
	}

	protected void put(SampleTrace... traces) {
		this.index.putTraces(Arrays.stream(traces).map(SampleTrace::build).toList());
		this.index.refresh();
	}

	protected void putPassages(IndexedPassage... passages) {
		this.index.putPassages(List.of(passages));
	}

	protected List<SemanticHit> nearest(TraceFilter filter, Grouping grouping, int limit) {
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			return snapshot.nearest(QUERY, filter, -1, grouping, limit);
		}
	}

	protected List<KeywordHit> matching(String words) {
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			return snapshot.matching(words, TraceFilter.ALL, Grouping.NONE, 10);
		}
	}

	protected List<String> recent(TraceFilter filter) {
		try (IndexSnapshot snapshot = this.index.snapshot()) {
			return snapshot.list(filter, TraceOrder.NEWEST_FIRST, null, 100)
				.stream()
				.map((key) -> key.id().value())
				.toList();
		}
	}

	protected static List<String> ids(List<SemanticHit> hits) {
		return hits.stream().map((hit) -> hit.key().id().value()).toList();
	}

	protected static List<String> wordIds(List<KeywordHit> hits) {
		return hits.stream().map((hit) -> hit.key().id().value()).toList();
	}

	protected static Set<PassageId> passageIds(String... texts) {
		return Stream.of(texts).map(PassageId::of).collect(Collectors.toSet());
	}

}
