package io.mahavishnu.otel.search;

import java.util.List;
import java.util.function.Function;

import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOrder;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.jspecify.annotations.Nullable;

/**
 * Pages over unchanging views of the index: all pages of an answer see what the first one
 * saw, and are ranked as it was.
 */
final class Pages {

	private final TraceIndex index;

	private final QueryModel model;

	private final int depthMax;

	/**
	 * @param model makes the vectors that results are ranked by
	 * @param depthMax how many results of a ranking can be paged through
	 */
	Pages(TraceIndex index, QueryModel model, int depthMax) {
		this.index = index;
		this.model = model;
		this.depthMax = depthMax;
	}

	/**
	 * Answers one page of a ranking.
	 * @param cursor where the page begins, as the request says it, or null
	 * @param limit the most results of the page
	 * @param identity what all pages of the answer have in common
	 * @param answer makes the answer; the view is closed after it
	 * @throws TraceProblem {@code INVALID_CURSOR} or {@code CURSOR_EXPIRED}
	 */
	<A> A ranked(@Nullable String cursor, int limit, Record identity, Function<RankedView, A> answer) {
		Cursor from = Cursor.read(cursor, identity);
		Place.InRanking place = (from != null) ? inRanking(from.place()) : null;
		try (IndexSnapshot snapshot = open(from)) {
			if (place != null && place.by() == RankedBy.VECTOR && !this.model.isReady(snapshot.model())) {
				throw expired("the embedding model that the first page was ranked with is not loaded any more");
			}
			return answer.apply(new RankedView(snapshot, place, limit, identity, this.depthMax));
		}
	}

	/**
	 * Answers one page of a list.
	 * @param cursor where the page begins, as the request says it, or null
	 * @param limit the most traces of the page
	 * @param identity what all pages of the answer have in common
	 * @param answer makes the answer; the view is closed after it
	 * @throws TraceProblem {@code INVALID_CURSOR} or {@code CURSOR_EXPIRED}
	 */
	<A> A listed(@Nullable String cursor, int limit, Record identity, Function<ListView, A> answer) {
		Cursor from = Cursor.read(cursor, identity);
		try (IndexSnapshot snapshot = open(from)) {
			TraceKey after = (from != null) ? last(snapshot, from.place()) : null;
			return answer.apply(new ListView(snapshot, after, limit, identity));
		}
	}

	private Place.InRanking inRanking(Place place) {
		if (!(place instanceof Place.InRanking ranking)) {
			throw Cursor.notOurs();
		}
		if (ranking.offset() >= this.depthMax) {
			throw new TraceProblem(ProblemType.INVALID_CURSOR, "the cursor begins after " + ranking.offset()
					+ " results but " + this.depthMax + " can be paged through: narrow the search");
		}
		return ranking;
	}

	private static TraceKey last(IndexSnapshot snapshot, Place place) {
		if (!(place instanceof Place.InList list)) {
			throw Cursor.notOurs();
		}
		return snapshot.ordered(List.of(list.last()), TraceOrder.NEWEST_FIRST)
			.stream()
			.findFirst()
			.orElseThrow(Cursor::notOurs);
	}

	private IndexSnapshot open(@Nullable Cursor cursor) {
		if (cursor == null) {
			return this.index.snapshot();
		}
		return this.index.snapshot(cursor.snapshot())
			.orElseThrow(() -> expired("what the first page saw is not kept any more"));
	}

	private static TraceProblem expired(String reason) {
		return new TraceProblem(ProblemType.CURSOR_EXPIRED, reason + ": search again without the cursor");
	}

	/**
	 * One page.
	 *
	 * @param <T> what is on it
	 * @param results what is on it
	 * @param nextCursor where the next begins, or null
	 * @param endsEarly whether there would be more, but too deep
	 */
	record Page<T>(List<T> results, @Nullable String nextCursor, boolean endsEarly) {

	}

}
