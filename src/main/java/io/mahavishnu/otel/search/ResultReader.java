package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.TraceDigest;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceOutline;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Shows the traces of a page, and says why they were found. All that it shows comes from
 * the index: to read a few spans from many places of the store would cost more than the
 * whole search. A trace that is deleted by now is left out, also of a page over an older
 * view.
 */
final class ResultReader {

	/** For fewer it is not worth the way to another thread. */
	private static final int HALVED_MIN = 4;

	private final TraceIndex index;

	private final MatchFinder matches;

	private final SideBySide sideBySide;

	ResultReader(TraceIndex index, MatchFinder matches, SideBySide sideBySide) {
		this.index = index;
		this.matches = matches;
		this.sideBySide = sideBySide;
	}

	/** The results that a page of a ranking is; read in two halves at a time. */
	List<SearchResult> read(IndexSnapshot snapshot, List<Ranked> page, SearchMode mode, QueryWords words) {
		Reading reading = new Reading(snapshot, mode, words);
		int half = page.size() / 2;
		return (page.size() < HALVED_MIN) ? reading.of(page)
				: this.sideBySide.both(() -> reading.of(page.subList(0, half)),
						() -> reading.of(page.subList(half, page.size())),
						(first, second) -> Stream.concat(first.stream(), second.stream()).toList());
	}

	/** A page that is read. Thread-safe. */
	private final class Reading {

		private final IndexSnapshot snapshot;

		private final SearchMode mode;

		private final QueryWords words;

		private final Map<ShapeId, Long> sizes = new ConcurrentHashMap<>();

		Reading(IndexSnapshot snapshot, SearchMode mode, QueryWords words) {
			this.snapshot = snapshot;
			this.mode = mode;
			this.words = words;
		}

		/** The results that a part of the page is. */
		List<SearchResult> of(List<Ranked> part) {
			Map<TraceId, Ranked> byId = part.stream()
				.collect(Collectors.toMap((each) -> each.key().id(), Function.identity()));
			List<SearchResult> results = new ArrayList<>();
			this.snapshot.show(held(part.stream().map(Ranked::key).toList()),
					(digest) -> results.add(result(Objects.requireNonNull(byId.get(digest.outline().id())), digest)));
			return results;
		}

		private SearchResult result(Ranked ranked, TraceDigest digest) {
			Float similarity = (ranked.near() != null) ? ranked.near().similarity() : null;
			long size = this.sizes.computeIfAbsent(ranked.key().shape(), this.snapshot::shapeSize);
			return new SearchResult(TraceSummary.of(digest.outline()), similarity, ranked.score(), size,
					ResultReader.this.matches.find(digest.sayings(), ranked, this.mode, this.words));
		}

	}

	/** The summaries of a page of traces. */
	List<TraceSummary> summaries(IndexSnapshot snapshot, List<TraceKey> page) {
		List<TraceId> held = held(page).stream().map(TraceKey::id).toList();
		Map<TraceId, TraceOutline> outlines = snapshot.outlines(held);
		return held.stream().map(outlines::get).filter(Objects::nonNull).map(TraceSummary::of).toList();
	}

	private List<TraceKey> held(List<TraceKey> traces) {
		Set<TraceId> held = this.index.locate(traces.stream().map(TraceKey::id).toList()).keySet();
		return traces.stream().filter((key) -> held.contains(key.id())).toList();
	}

}
