package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
		if (page.size() < HALVED_MIN) {
			return readPart(snapshot, page, mode, words);
		}
		int half = page.size() / 2;
		return this.sideBySide.both(() -> readPart(snapshot, page.subList(0, half), mode, words),
				() -> readPart(snapshot, page.subList(half, page.size()), mode, words),
				(first, second) -> Stream.concat(first.stream(), second.stream()).toList());
	}

	private List<SearchResult> readPart(IndexSnapshot snapshot, List<Ranked> part, SearchMode mode, QueryWords words) {
		Map<TraceId, TraceDigest> digests = snapshot.digests(held(part.stream().map(Ranked::key).toList()));
		Map<ShapeId, Long> sizes = new HashMap<>();
		List<SearchResult> results = new ArrayList<>();
		for (Ranked ranked : part) {
			TraceDigest digest = digests.get(ranked.key().id());
			if (digest != null) {
				long size = sizes.computeIfAbsent(ranked.key().shape(), snapshot::shapeSize);
				results.add(new SearchResult(TraceSummary.of(digest.outline()),
						(ranked.near() != null) ? ranked.near().similarity() : null, ranked.score(), size,
						this.matches.find(digest.sayings(), ranked, mode, words)));
			}
		}
		return results;
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
