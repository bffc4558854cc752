package io.mahavishnu.otel.search;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Finds traces that are like another in meaning: near the mean of its passages' vectors.
 */
final class SimilarSearch {

	private final Pages pages;

	private final ResultReader results;

	private final Hints hints;

	private final QueryModel model;

	private final Function<Trace, TraceText> texts;

	SimilarSearch(Pages pages, ResultReader results, Hints hints, QueryModel model, Function<Trace, TraceText> texts) {
		this.pages = pages;
		this.results = results;
		this.hints = hints;
		this.model = model;
		this.texts = texts;
	}

	/**
	 * The traces like one.
	 * @param trace the trace that {@code query} names
	 */
	SimilarAnswer search(Trace trace, SimilarQuery query) {
		long startedNanos = System.nanoTime();
		TraceText text = this.texts.apply(trace);
		return this.pages.ranked(query.cursor(), query.limit(), query.identity(), (view) -> {
			float[] mean = mean(this.model.vectors(view.snapshot().model(), text.passages()));
			Pages.Page<Ranked> page = (mean != null) ? view.of(rank(view, query, mean, text.shape()), RankedBy.VECTOR)
					: new Pages.Page<>(List.of(), null, false);
			List<SearchResult> read = this.results.read(view.snapshot(), page.results(), SearchMode.SEMANTIC,
					QueryWords.none());
			String hint = (page.results().isEmpty() && view.isFirst()) ? hint(view, query, mean, text.shape()) : null;
			long tookNanos = System.nanoTime() - startedNanos;
			return new SimilarAnswer(query.traceId(), AnswerValues.millis(tookNanos / 1000 * 1000), read,
					page.nextCursor(), hint);
		});
	}

	private static List<Ranked> rank(RankedView view, SimilarQuery query, float[] mean, ShapeId shape) {
		float minSimilarity = (query.threshold() != null) ? query.threshold() : Ranker.SIMILARITY_MIN;
		return others(view, query, mean, shape, query.grouping(), minSimilarity, view.depth()).map(Ranked::by).toList();
	}

	private static Stream<SemanticHit> others(RankedView view, SimilarQuery query, float[] mean, ShapeId shape,
			Grouping grouping, float minSimilarity, int count) {
		return view.snapshot()
			.nearest(mean, query.filter(), minSimilarity, grouping, count + 1)
			.stream()
			.filter((hit) -> switch (grouping) {
				case NONE -> !hit.key().id().equals(query.traceId());
				case SHAPE -> !hit.key().shape().equals(shape);
			});
	}

	private String hint(RankedView view, SimilarQuery query, float @Nullable [] mean, ShapeId shape) {
		return this.hints.forEmpty(view.snapshot(), query.filter(), () -> {
			Float threshold = query.threshold();
			String noOther = (query.grouping() == Grouping.SHAPE)
					? "there is no trace of another shape that has vectors"
					: "there is no other trace that has vectors";
			return (mean != null && threshold != null)
					? Hints.forThreshold(looked(view, query, mean, shape), threshold, noOther) : noOther;
		});
	}

	/** The nearest traces, and the nearest of other shapes. */
	private static List<SemanticHit> looked(RankedView view, SimilarQuery query, float[] mean, ShapeId shape) {
		return EnumSet.of(query.grouping(), Grouping.SHAPE)
			.stream()
			.flatMap((grouping) -> others(view, query, mean, shape, grouping, Ranker.SIMILARITY_MIN, Hints.LOOKED_AT))
			.toList();
	}

	/** The mean, at unit length; null of no vectors, or of vectors that cancel out. */
	private static float @Nullable [] mean(Map<PassageId, float[]> vectors) {
		Collection<float[]> all = vectors.values();
		if (all.isEmpty()) {
			return null;
		}
		float[] sum = new float[all.iterator().next().length];
		for (float[] vector : all) {
			for (int i = 0; i < sum.length; i++) {
				sum[i] += vector[i];
			}
		}
		double square = 0;
		for (float each : sum) {
			square += (double) each * each;
		}
		if (square == 0) {
			return null;
		}
		float length = (float) Math.sqrt(square);
		for (int i = 0; i < sum.length; i++) {
			sum[i] /= length;
		}
		return sum;
	}

}
