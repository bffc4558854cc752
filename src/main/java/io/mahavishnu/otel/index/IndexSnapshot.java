package io.mahavishnu.otel.index;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.mahavishnu.otel.filter.TraceFilter;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * An unchanging view of an index. All that reads it may run side by side. Closing it, by
 * one thread, lets go of what it holds, and MUST wait for what runs.
 * <p>
 * Lists of hits are ordered by score, best first; equal scores by start, newest first;
 * then by trace id: the same question gives the same answer. Filters are exact: a hit
 * always passes, and a list is shorter than {@code limit} only when no further trace
 * qualifies (up to the recall of the k-NN).
 */
public interface IndexSnapshot extends AutoCloseable {

	/**
	 * A name for this view, by which the index can be asked for it again for some
	 * minutes.
	 */
	String token();

	/** The id of the model whose vectors queries are compared with. */
	String model();

	/**
	 * The traces whose passages are nearest to a query. The semantic score of a trace is
	 * {@link PassageScore} over the cosines of its passages.
	 * @param query a vector of unit length, made by {@link #model()}
	 * @param filter which traces count
	 * @param minSimilarity the least cosine that a trace's best passage must have; -1 for
	 * none
	 * @param grouping whether of each shape only the newest trace that passes the filter
	 * is wanted
	 * @param limit the most hits to give; the first ones, until a trace would be of one
	 * shape too many
	 */
	List<SemanticHit> nearest(float[] query, TraceFilter filter, float minSimilarity, Grouping grouping,
			HitLimit limit);

	/** The nearest traces, of any shapes. */
	default List<SemanticHit> nearest(float[] query, TraceFilter filter, float minSimilarity, Grouping grouping,
			int limit) {
		return nearest(query, filter, minSimilarity, grouping, HitLimit.ofTraces(limit));
	}

	/**
	 * The traces that say the words of a query, by BM25 over their unmasked words.
	 * @param words the query in plain words; nothing in it is an operator
	 * @param filter which traces count
	 * @param grouping whether of each shape only the best trace is wanted
	 * @param limit the most hits to give
	 */
	List<KeywordHit> matching(String words, TraceFilter filter, Grouping grouping, int limit);

	/**
	 * Those of {@link #matching} that are near a query in meaning, too. Takes memory for
	 * the hits that are wanted, not for all traces that say the words.
	 * @param words the query in plain words
	 * @param query a vector of unit length, made by {@link #model()}
	 * @param minSimilarity the least cosine that a trace's best passage must have; traces
	 * without vectors have none
	 * @param filter which traces count
	 * @param grouping whether of each shape only the best trace is wanted
	 * @param limit the most hits to give
	 */
	List<KeywordHit> matchingNear(String words, float[] query, float minSimilarity, TraceFilter filter,
			Grouping grouping, int limit);

	/**
	 * The semantic scores of given traces, computed exactly; those without vectors are
	 * absent.
	 * @param traces keys that this view gave
	 */
	Map<TraceId, SemanticHit> similarities(float[] query, Collection<TraceKey> traces);

	/**
	 * How much of a query given traces say; traces not held, or without any of the words,
	 * are absent.
	 */
	Map<TraceId, WordCoverage> coverages(String words, Collection<TraceId> traces);

	/**
	 * The traces that pass a filter, in an order. What comes before the first that is
	 * given is neither held nor gone through.
	 * @param filter which traces count
	 * @param order their order
	 * @param after the trace behind which to begin, whether it passes or not: a key that
	 * this view gave; null to begin at the first
	 * @param limit the most to give
	 */
	List<TraceKey> list(TraceFilter filter, TraceOrder order, @Nullable TraceKey after, int limit);

	/** Given traces in an order; those not held are absent. */
	List<TraceKey> ordered(Collection<TraceId> traces, TraceOrder order);

	/** How many traces pass a filter. */
	long count(TraceFilter filter);

	/** How many traces have a shape, whatever the filter. */
	long shapeSize(ShapeId shape);

	/**
	 * What a list shows of given traces, as they were when they were indexed; traces not
	 * held are absent.
	 */
	Map<TraceId, TraceOutline> outlines(Collection<TraceId> traces);

	/**
	 * Shows what results show of given traces, one after the other in the order given, so
	 * that none but one need be in memory. Traces not held are left out.
	 * @param traces keys that this view gave
	 * @param to is called on the caller's thread
	 */
	void show(List<TraceKey> traces, Consumer<TraceDigest> to);

	/** Lets go of what the view holds. */
	@Override
	void close();

}
