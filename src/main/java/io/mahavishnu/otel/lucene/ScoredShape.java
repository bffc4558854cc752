package io.mahavishnu.otel.lucene;

import java.util.Comparator;
import java.util.List;

import io.mahavishnu.otel.index.PassageScore;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.passage.ShapeId;
import org.jspecify.annotations.Nullable;

/**
 * A shape and its exact semantic score.
 *
 * @param id the shape
 * @param score the score of every trace of the shape
 * @param best its best passages, nearest first
 */
record ScoredShape(ShapeId id, float score, List<SemanticHit.Near> best) {

	static final Comparator<ScoredShape> BEST_FIRST = Comparator.comparing(ScoredShape::score)
		.reversed()
		.thenComparing(ScoredShape::id);

	/** The scored shape, or null when it has no passage with a vector. */
	static @Nullable ScoredShape of(ShapeId id, List<SemanticHit.Near> best) {
		return best.isEmpty() ? null : new ScoredShape(id, PassageScore.of(best), best);
	}

	float similarity() {
		return this.best.getFirst().similarity();
	}

	SemanticHit hit(TraceKey trace) {
		return new SemanticHit(trace, this.score, this.best);
	}

}
