package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.HitLimit;
import io.mahavishnu.otel.index.SemanticHit;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.passage.ShapeId;

/**
 * A page of results in the making: shapes come in any order, and go out best first, as
 * their newest traces. For one thread.
 */
final class SemanticPage {

	private static final Comparator<SemanticHit> BEST_FIRST = Comparator.comparing(SemanticHit::score)
		.reversed()
		.thenComparing(SemanticHit::key, TraceKey.NEWEST_FIRST);

	private final ShapeTraces traces;

	private final Grouping grouping;

	private final HitLimit limit;

	private final PriorityQueue<ScoredShape> candidates = new PriorityQueue<>(ScoredShape.BEST_FIRST);

	private final List<SemanticHit> hits = new ArrayList<>();

	private final Set<ShapeId> shown = new HashSet<>();

	SemanticPage(ShapeTraces traces, Grouping grouping, HitLimit limit) {
		this.traces = traces;
		this.grouping = grouping;
		this.limit = limit;
	}

	void add(ScoredShape shape) {
		this.candidates.add(shape);
	}

	/** Of how many shapes the page can show traces. */
	int shapesMax() {
		return Math.min(this.limit.shapes(), this.limit.traces());
	}

	/** Whether a filter decides which traces come on the page. */
	boolean isFiltered() {
		return this.traces.isFiltered();
	}

	boolean isFull() {
		return this.hits.size() >= this.limit.traces() || this.shown.size() >= this.limit.shapes();
	}

	/** Best first, also where a shape came late because the k-NN missed its passages. */
	List<SemanticHit> hits() {
		return this.hits.stream().sorted(BEST_FIRST).toList();
	}

	/**
	 * Puts the traces of the shapes that score more than a bound on the page, best first,
	 * until it is full.
	 */
	void settleAbove(float bound) throws IOException {
		while (!isFull() && !this.candidates.isEmpty() && this.candidates.peek().score() > bound) {
			settleBest();
		}
	}

	private boolean mayShow(ShapeId shape) {
		return this.shown.contains(shape) || this.shown.size() < this.limit.shapes() && this.shown.add(shape);
	}

	/** Shapes of equal score go together, since their traces mix by start. */
	private void settleBest() throws IOException {
		float score = this.candidates.element().score();
		int wanted = this.limit.traces() - this.hits.size();
		List<SemanticHit> newest = new ArrayList<>();
		while (!this.candidates.isEmpty() && this.candidates.peek().score() == score) {
			ScoredShape shape = this.candidates.remove();
			this.traces.newest(shape.id(), (this.grouping == Grouping.SHAPE) ? 1 : wanted)
				.forEach((trace) -> newest.add(shape.hit(trace)));
		}
		newest.sort(BEST_FIRST);
		newest.stream().limit(wanted).takeWhile((hit) -> mayShow(hit.key().shape())).forEach(this.hits::add);
	}

}
