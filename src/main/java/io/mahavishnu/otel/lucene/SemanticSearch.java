package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.mahavishnu.otel.index.PassageScore;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.ShapeId;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * From the nearest passages to the best shapes: one query over one view.
 * <p>
 * The walk is Fagin's threshold algorithm (Fagin, Lotem and Naor: Optimal aggregation
 * algorithms for middleware, PODS 2001): passages come nearest first; the shapes that
 * have one are scored exactly, from all their passages; since no score exceeds the best
 * cosine, a shape that scores more than the next passage's cosine is settled, and once
 * the page is full nothing further is looked at. A shape is scored only when its turn
 * comes, some at a time: at first it counts as what it can score at most, going by the
 * passages known to be near (as the same paper's algorithm without random access bounds
 * scores). Where a filter leaves few traces, their shapes are scored instead. For one
 * thread.
 */
final class SemanticSearch {

	/** A score is a rounded mean of cosines, so that it may exceed the best by a hair. */
	private static final float ROUNDING = 1e-6f;

	/** With how many of the nearest passages the shapes of a popular one are chosen. */
	private static final int COMPANIONS = 16;

	/** The walk sees about so many passages for a shape on a page without a filter. */
	private static final int PASSAGES_PER_SHAPE = 4;

	/** After so many passages it is looked what is settled. */
	private static final int PASSAGES_TOGETHER = 8;

	/** So many shapes are scored together. */
	private static final int SHAPES_TOGETHER = 16;

	private final View view;

	private final Cosines cosines;

	private final Shapes shapes;

	private final float[] query;

	private final float minSimilarity;

	private final LuceneProperties.Index settings;

	SemanticSearch(View view, PassageTables tables, float[] query, float minSimilarity, LuceneProperties.Index settings)
			throws IOException {
		this.view = view;
		this.cosines = new Cosines(view.passages(), tables, view.model(), query);
		this.shapes = new Shapes(view.shapes());
		this.query = query;
		this.minSimilarity = minSimilarity;
		this.settings = settings;
	}

	/**
	 * Fills a page from the nearest passages on.
	 * @return whether the page is right: false when it did not become full, but not
	 * everything was looked at either
	 */
	boolean walk(SemanticPage page) throws IOException {
		NearestPassages nearest = new NearestPassages(this.view.passages(), this.cosines, this.view.model(), this.query,
				new NearestPassages.Depth(page.isFiltered() ? 0 : PASSAGES_PER_SHAPE * page.shapesMax(),
						this.settings.kMax(), this.settings.comparedPassagesMax()));
		Set<Integer> seen = new HashSet<>();
		PriorityQueue<Promising> promising = new PriorityQueue<>(Promising.BEST_FIRST);
		float next = nearest.nextSimilarity();
		List<PassageId> companions = nearest.upcoming(COMPANIONS);
		boolean cut = false;
		int taken = 0;
		while (next >= this.minSimilarity && next > Float.NEGATIVE_INFINITY) {
			PassageId passage = nearest.next();
			List<Integer> found = this.shapes.having(passage, companions, this.settings.shapesPerPassageMax());
			cut |= found.size() >= this.settings.shapesPerPassageMax();
			for (int shape : found) {
				if (seen.add(shape)) {
					promising.add(promising(shape, nearest.unknownMax()));
				}
			}
			float bound = next;
			next = nearest.nextSimilarity();
			boolean ended = next == Float.NEGATIVE_INFINITY;
			cut |= ended && !nearest.isComplete();
			if (++taken % PASSAGES_TOGETHER == 0 || next < this.minSimilarity) {
				settle(promising, page, ((ended && cut) ? bound : next) + ROUNDING);
			}
			if (page.isFull()) {
				return true;
			}
		}
		settle(promising, page, Float.NEGATIVE_INFINITY);
		return !cut;
	}

	/**
	 * A shape that was not scored yet.
	 *
	 * @param document its document
	 * @param passages what it consists of
	 * @param scoreMax the most that it can score
	 */
	private record Promising(int document, List<PassageId> passages, float scoreMax) {

		static final Comparator<Promising> BEST_FIRST = Comparator.comparing(Promising::scoreMax).reversed();

	}

	/** Without reading vectors; infinity where a passage may have none. */
	private Promising promising(int document, float unknownMax) throws IOException {
		List<PassageId> passages = this.shapes.passages(document);
		return new Promising(document, passages, this.cosines.areComplete()
				? PassageScore.of(this.cosines.bestAtMost(passages, unknownMax)) : Float.POSITIVE_INFINITY);
	}

	/** Puts on the page what scores more than a bound, and scores what may. */
	private void settle(PriorityQueue<Promising> promising, SemanticPage page, float bound) throws IOException {
		Promising first = promising.peek();
		while (first != null && first.scoreMax() > bound && !page.isFull()) {
			page.settleAbove(first.scoreMax());
			if (!page.isFull()) {
				score(best(promising, bound), page);
				first = promising.peek();
			}
		}
		page.settleAbove(bound);
	}

	/** Removes the best of those that can score more than a bound. */
	private static List<Promising> best(PriorityQueue<Promising> promising, float bound) {
		List<Promising> best = new ArrayList<>();
		while (best.size() < SHAPES_TOGETHER && !promising.isEmpty() && promising.peek().scoreMax() > bound) {
			best.add(promising.remove());
		}
		return best;
	}

	/** Fills a page from given shapes. */
	void among(Set<ShapeId> candidates, SemanticPage page) throws IOException {
		List<Promising> together = new ArrayList<>();
		for (ShapeId candidate : candidates) {
			int shape = this.shapes.find(candidate);
			if (shape != TermLookup.NONE) {
				together.add(new Promising(shape, this.shapes.passages(shape), Float.POSITIVE_INFINITY));
			}
			if (together.size() == SHAPES_TOGETHER) {
				score(together, page);
				together.clear();
			}
		}
		score(together, page);
		page.settleAbove(Float.NEGATIVE_INFINITY);
	}

	private void score(List<Promising> some, SemanticPage page) throws IOException {
		for (ScoredShape scored : scored(some)) {
			if (scored.similarity() >= this.minSimilarity) {
				page.add(scored);
			}
		}
	}

	/** The exact scores of those that have a passage with a vector. */
	private List<ScoredShape> scored(List<Promising> some) throws IOException {
		List<PassageId> passages = new ArrayList<>();
		some.forEach((each) -> passages.addAll(each.passages()));
		this.cosines.learn(passages);
		List<ScoredShape> scored = new ArrayList<>();
		for (Promising each : some) {
			ScoredShape shape = ScoredShape.of(this.shapes.id(each.document()), this.cosines.best(each.passages()));
			if (shape != null) {
				scored.add(shape);
			}
		}
		return scored;
	}

	/** The exact scores of shapes; without those not held and those without vectors. */
	Map<ShapeId, ScoredShape> scores(Collection<ShapeId> shapes) throws IOException {
		List<Promising> held = new ArrayList<>();
		for (ShapeId shape : shapes) {
			int document = this.shapes.find(shape);
			if (document != TermLookup.NONE) {
				held.add(new Promising(document, this.shapes.passages(document), Float.POSITIVE_INFINITY));
			}
		}
		return scored(held).stream().collect(Collectors.toMap(ScoredShape::id, Function.identity()));
	}

	/** Whether the best passage of a shape is as near as a hit's must be. */
	boolean isNear(ShapeId shape) throws IOException {
		ScoredShape scored = scores(List.of(shape)).get(shape);
		return scored != null && scored.similarity() >= this.minSimilarity;
	}

	/**
	 * The shapes of the traces that pass a filter, or null when more than
	 * {@code tracesMax} of them pass.
	 */
	static @Nullable Set<ShapeId> shapesOf(View view, Query filter, int tracesMax) throws IOException {
		Set<ShapeId> shapes = new HashSet<>();
		int passed = 0;
		Weight weight = view.traces().createWeight(view.traces().rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
		for (LeafReaderContext leaf : view.traces().getLeafContexts()) {
			Scorer scorer = weight.scorer(leaf);
			if (scorer == null) {
				continue;
			}
			Bits live = leaf.reader().getLiveDocs();
			TraceColumns columns = new TraceColumns(leaf);
			Set<Integer> ordinals = new HashSet<>();
			DocIdSetIterator documents = scorer.iterator();
			for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
				if (live == null || live.get(doc)) {
					if (++passed > tracesMax) {
						return null;
					}
					ordinals.add(columns.shapeOrdinal(doc));
				}
			}
			for (int ordinal : ordinals) {
				shapes.add(columns.shapeOf(ordinal));
			}
		}
		return shapes;
	}

}
