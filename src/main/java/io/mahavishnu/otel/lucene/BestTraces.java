package io.mahavishnu.otel.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.mahavishnu.otel.index.Grouping;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.passage.ShapeId;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.jspecify.annotations.Nullable;

/**
 * Collects the traces of highest score; equal scores newest first, then by id. Tells
 * Lucene the least score that still counts, so that it skips what cannot come in; since
 * segments are sorted newest first, that goes for equal scores too. Holds no more than
 * are wanted, however many match. For one thread.
 */
final class BestTraces implements Collector {

	private final TreeSet<Scored> best = new TreeSet<>(
			Comparator.comparing(Scored::score).reversed().thenComparing(Scored::lateKey, LateKey.NEWEST_FIRST));

	private final Map<ShapeId, Scored> bestOfShape = new HashMap<>();

	private final int limit;

	private final Grouping grouping;

	private final @Nullable NearShapes near;

	/**
	 * @param limit how many are wanted; at least 1
	 * @param grouping whether of each shape only the best trace is wanted
	 * @param near which traces count, by their meaning; null when all do
	 */
	BestTraces(int limit, Grouping grouping, @Nullable NearShapes near) {
		this.limit = limit;
		this.grouping = grouping;
		this.near = near;
	}

	/**
	 * A trace and its score.
	 *
	 * @param lateKey the trace
	 * @param score its score
	 * @param document its document number in the searcher
	 */
	record Scored(LateKey lateKey, float score, int document) {

		TraceKey key() {
			return this.lateKey.get();
		}

	}

	/** Best first. */
	List<Scored> inOrder() {
		return List.copyOf(this.best);
	}

	@Override
	public ScoreMode scoreMode() {
		return ScoreMode.TOP_SCORES;
	}

	@Override
	public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
		TraceColumns columns = new TraceColumns(context);
		return new Leaf(columns, (this.near != null) ? this.near.in(columns) : null, context.docBase);
	}

	private @Nullable Scored last() {
		return (this.best.size() < this.limit) ? null : this.best.last();
	}

	private void offer(Scored scored) {
		if (this.grouping == Grouping.SHAPE) {
			Scored held = this.bestOfShape.get(scored.key().shape());
			if (held != null) {
				if (this.best.comparator().compare(held, scored) <= 0) {
					return;
				}
				this.best.remove(held);
			}
			this.bestOfShape.put(scored.key().shape(), scored);
		}
		this.best.add(scored);
		if (this.best.size() > this.limit) {
			Scored removed = this.best.removeLast();
			if (this.grouping == Grouping.SHAPE) {
				this.bestOfShape.remove(removed.key().shape());
			}
		}
	}

	private final class Leaf implements LeafCollector {

		private final TraceColumns columns;

		private final NearShapes.@Nullable Segment near;

		private final int base;

		private @Nullable Scorable scorer;

		private float floor;

		Leaf(TraceColumns columns, NearShapes.@Nullable Segment near, int base) {
			this.columns = columns;
			this.near = near;
			this.base = base;
		}

		@Override
		public void setScorer(Scorable scorer) throws IOException {
			this.scorer = scorer;
			this.floor = 0;
			Scored last = last();
			if (last != null) {
				raise(scorer, last.score());
			}
		}

		@Override
		public void collect(int document) throws IOException {
			Scorable current = this.scorer;
			if (current == null) {
				throw new IllegalStateException("no scorer was set");
			}
			float score = current.score();
			Scored last = last();
			if (last != null) {
				if (score < last.score()) {
					return;
				}
				if (score == last.score()
						&& this.columns.startEpochNanos(document) < last.lateKey().startEpochNanos()) {
					raise(current, Math.nextUp(last.score()));
					return;
				}
			}
			if (this.near != null && !this.near.has(document)) {
				return;
			}
			offer(new Scored(this.columns.key(document), score, this.base + document));
			Scored newLast = last();
			if (newLast != null) {
				raise(current, newLast.score());
			}
		}

		/** Lucene takes the least score that counts only upwards. */
		private void raise(Scorable scorer, float least) throws IOException {
			if (least > this.floor) {
				this.floor = least;
				scorer.setMinCompetitiveScore(least);
			}
		}

	}

}
