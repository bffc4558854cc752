package io.mahavishnu.otel.search;

import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.KeywordHit;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.WordCoverage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FusionTest {

	private static final Fusion FUSION = new Fusion(0.4);

	@Test
	void rank_followsTheMeaning_whenTheWordsCoverNothing() {
		Candidates candidates = new Candidates(List.of(near("a", 0.6f), near("b", 0.5f), near("c", 0.3f)),
				List.of(match("c", 9, 0.01f), match("b", 2, 0.01f)), Map.of(), Map.of());
		assertThat(ids(rank(candidates))).containsExactly("a", "b", "c");
	}

	@Test
	void rank_letsTheWordsDecide_whenTheyCoverTheQuery() {
		Candidates candidates = new Candidates(List.of(near("a", 0.6f), near("b", 0.55f), near("c", 0.3f)),
				List.of(match("b", 9, 1), match("c", 2, 0.3f)), Map.of(), Map.of());
		assertThat(ids(rank(candidates))).containsExactly("b", "a", "c");
	}

	@Test
	void rank_putsTheOnlyTraceWithTheWordsFirst_whenMeaningTellsNothingApart() {
		Candidates candidates = new Candidates(List.of(near("a", 0.2f), near("b", 0.2f), near("c", 0.2f)),
				List.of(match("z", 9, 1)), Map.of(new TraceId("z"), near("z", 0.15f)), Map.of());
		List<Ranked> ranked = rank(candidates);
		assertThat(ids(ranked).getFirst()).isEqualTo("z");
		assertThat(ranked.getFirst().near()).isNotNull();
	}

	@Test
	void rank_countsTheWords_ofTracesBelowTheBestByWords() {
		Candidates candidates = new Candidates(List.of(near("a", 0.6f), near("b", 0.6f), near("c", 0.6f)),
				List.of(match("x", 9, 1), match("y", 8, 1), match("z", 8, 1)), Map.of(),
				Map.of(new TraceId("c"), new WordCoverage(1, false)));
		assertThat(ids(rank(candidates)).getFirst()).isEqualTo("c");
	}

	@Test
	void rank_putsTheTraceFirst_thatTheQueryNames() {
		Candidates candidates = new Candidates(List.of(near("a", 0.9f), near("b", 0.5f)),
				List.of(match("a", 3, 0.9f), new KeywordHit(key("z", "z", 0), 2, new WordCoverage(0.3f, true))),
				Map.of(new TraceId("z"), near("z", -0.1f)), Map.of());
		assertThat(ids(rank(candidates))).containsExactly("z", "a", "b");
	}

	@Test
	void rank_ordersEqualScoresByTimeThenId() {
		List<SemanticHit> nearest = List.of(near("b", 0.5f, "s", 1), near("a", 0.5f, "s", 1), near("c", 0.5f, "s", 2));
		Candidates candidates = new Candidates(nearest, List.of(), Map.of(), Map.of());
		assertThat(ids(FUSION.rank(candidates, null, Grouping.NONE))).containsExactly("c", "a", "b");
	}

	@Test
	void rank_keepsTheBestOfEachShape_whenGrouped() {
		List<SemanticHit> nearest = List.of(near("a", 0.6f, "s", 2), near("b", 0.5f, "t", 1));
		List<KeywordHit> matching = List.of(new KeywordHit(key("c", "s", 1), 5, new WordCoverage(1, false)));
		Candidates candidates = new Candidates(nearest, matching, Map.of(new TraceId("c"), near("c", 0.6f, "s", 1)),
				Map.of());
		assertThat(ids(FUSION.rank(candidates, null, Grouping.SHAPE))).containsExactly("c", "b");
	}

	@Test
	void rank_keepsWhatIsNearEnough_whenThereIsAThreshold() {
		Candidates candidates = new Candidates(List.of(near("a", 0.6f)), List.of(match("b", 5, 1), match("c", 4, 1)),
				Map.of(new TraceId("b"), near("b", 0.4f)), Map.of());
		assertThat(ids(FUSION.rank(candidates, 0.5f, Grouping.NONE))).containsExactly("a");
	}

	@Test
	void rank_givesScoresOfAtMostOne() {
		Candidates candidates = new Candidates(List.of(near("a", 1)), List.of(match("a", 50, 1)), Map.of(), Map.of());
		assertThat(FUSION.rank(candidates, null, Grouping.NONE).getFirst().score()).isEqualTo(1);
	}

	@Test
	void rank_isEmpty_whenThereAreNoCandidates() {
		assertThat(rank(new Candidates(List.of(), List.of(), Map.of(), Map.of()))).isEmpty();
	}

	private static List<Ranked> rank(Candidates candidates) {
		return FUSION.rank(candidates, null, Grouping.NONE);
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
		return new KeywordHit(key(id, id, 0), score, new WordCoverage(coverage, false));
	}

	private static TraceKey key(String id, String shape, long start) {
		return new TraceKey(new TraceId(id), new ShapeId(shape), start);
	}

}
