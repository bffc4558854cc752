package io.mahavishnu.otel.search;

import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class FusionTest {

	private static final int DEPTH = 3;

	@Test
	void rank_followsTheMeaning_whenTheWordsCoverNothing() {
		Candidates candidates = new Candidates(List.of(near("a", 0.6f), near("b", 0.5f), near("c", 0.3f)),
				List.of(match("c", 9, 0.01f), match("b", 2, 0.01f)), Map.of(), Map.of(), DEPTH);
		assertThat(ids(rank(candidates))).containsExactly("a", "b", "c");
	}

	@Test
	void rank_letsTheWordsDecide_whenTheyCoverTheQuery() {
		Candidates candidates = new Candidates(List.of(near("a", 0.6f), near("b", 0.55f), near("c", 0.3f)),
				List.of(match("b", 9, 1), match("c", 2, 0.3f)), Map.of(), Map.of(), DEPTH);
		assertThat(ids(rank(candidates))).containsExactly("b", "a", "c");
	}

	@Test
	void rank_putsTheOnlyTraceWithTheWordsFirst_whenMeaningTellsNothingApart() {
		Candidates candidates = new Candidates(List.of(near("a", 0.2f), near("b", 0.2f), near("c", 0.2f)),
				List.of(match("z", 9, 1)), Map.of(new TraceId("z"), near("z", 0.15f)), Map.of(), DEPTH);
		List<Ranked> ranked = rank(candidates);
		assertThat(ids(ranked).getFirst()).isEqualTo("z");
		assertThat(ranked.getFirst().near()).isNotNull();
	}

	@Test
	void rank_doesNotThinkOthersWorthless_whenOneShapeFillsTheNearest() {
		Candidates candidates = new Candidates(List.of(near("a", 0.50f), near("b", 0.50f), near("c", 0.50f)),
				List.of(match("d", 3, 0.2f), match("e", 2.9f, 0.2f)),
				Map.of(new TraceId("d"), near("d", 0.1f), new TraceId("e"), near("e", 0.49f)), Map.of(), DEPTH);
		assertThat(ids(rank(candidates))).containsExactly("e", "a", "b", "c", "d");
	}

	@Test
	void rank_countsTheExactRelevance_ofTracesBelowTheBestByWords() {
		Candidates candidates = new Candidates(List.of(near("a", 0.6f), near("b", 0.6f), near("c", 0.6f)),
				List.of(match("x", 9, 1), match("y", 8, 1), match("z", 8, 1)), Map.of(),
				Map.of(new TraceId("c"), match("c", 8.5f, 1)), DEPTH);
		assertThat(ids(rank(candidates)).getFirst()).isEqualTo("c");
	}

	@ParameterizedTest
	@EnumSource
	void rank_ordersEqualScoresByTimeThenId(FusionMethod method) {
		List<SemanticHit> nearest = List.of(near("b", 0.5f, "s", 1), near("a", 0.5f, "s", 1), near("c", 0.5f, "s", 2));
		Candidates candidates = new Candidates(nearest, List.of(), Map.of(), Map.of(), DEPTH);
		assertThat(ids(new Fusion(method).rank(candidates, null, Grouping.NONE))).containsExactly("c", "a", "b");
	}

	@ParameterizedTest
	@EnumSource
	void rank_keepsTheBestOfEachShape_whenGrouped(FusionMethod method) {
		List<SemanticHit> nearest = List.of(near("a", 0.6f, "s", 2), near("b", 0.5f, "t", 1));
		List<KeywordHit> matching = List.of(new KeywordHit(key("c", "s", 1), 5, 1));
		Candidates candidates = new Candidates(nearest, matching, Map.of(new TraceId("c"), near("c", 0.6f, "s", 1)),
				Map.of(), DEPTH);
		assertThat(ids(new Fusion(method).rank(candidates, null, Grouping.SHAPE))).containsExactly("c", "b");
	}

	@ParameterizedTest
	@EnumSource
	void rank_keepsWhatIsNearEnough_whenThereIsAThreshold(FusionMethod method) {
		Candidates candidates = new Candidates(List.of(near("a", 0.6f)), List.of(match("b", 5, 1), match("c", 4, 1)),
				Map.of(new TraceId("b"), near("b", 0.4f)), Map.of(), DEPTH);
		assertThat(ids(new Fusion(method).rank(candidates, 0.5f, Grouping.NONE))).containsExactly("a");
	}

	@ParameterizedTest
	@EnumSource
	void rank_givesScoresOfAtMostOne(FusionMethod method) {
		Candidates candidates = new Candidates(List.of(near("a", 1)), List.of(match("a", 50, 1)), Map.of(), Map.of(),
				DEPTH);
		assertThat(new Fusion(method).rank(candidates, null, Grouping.NONE).getFirst().score()).isEqualTo(1);
	}

	@Test
	void rank_isEmpty_whenThereAreNoCandidates() {
		assertThat(rank(new Candidates(List.of(), List.of(), Map.of(), Map.of(), DEPTH))).isEmpty();
	}

	private static List<Ranked> rank(Candidates candidates) {
		return new Fusion(FusionMethod.SCALED).rank(candidates, null, Grouping.NONE);
	}

	private static List<String> ids(List<Ranked> ranked) {
		return ranked.stream().map((each) -> each.key().id().value()).toList();
	}

	private static SemanticHit near(String id, float score) {
		return near(id, score, id, 0);
	}

	private static SemanticHit near(String id, float score, String shape, long start) {
		return new SemanticHit(key(id, shape, start), score, List.of(new SemanticHit.Near(PassageId.of(shape), score)));
	}

	private static KeywordHit match(String id, float score, float coverage) {
		return new KeywordHit(key(id, id, 0), score, coverage);
	}

	private static TraceKey key(String id, String shape, long start) {
		return new TraceKey(new TraceId(id), new ShapeId(shape), start);
	}

}
