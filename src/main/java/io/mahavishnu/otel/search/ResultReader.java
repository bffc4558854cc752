package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.mahavishnu.otel.index.IndexSnapshot;
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

	private final TraceIndex index;

	private final MatchFinder matches;

	ResultReader(TraceIndex index, MatchFinder matches) {
		this.index = index;
		this.matches = matches;
	}

	/** The results that a page of a ranking is. */
	List<SearchResult> read(IndexSnapshot snapshot, List<Ranked> page, SearchMode mode, QueryWords words) {
		Set<TraceId> held = held(page.stream().map(Ranked::key).toList());
		Map<ShapeId, Long> sizes = new HashMap<>();
		List<SearchResult> results = new ArrayList<>();
		for (Ranked ranked : page) {
			TraceId id = ranked.key().id();
			TraceOutline outline = held.contains(id) ? snapshot.outline(id).orElse(null) : null;
			if (outline != null) {
				long size = sizes.computeIfAbsent(ranked.key().shape(), snapshot::shapeSize);
				results.add(new SearchResult(TraceSummary.of(outline),
						(ranked.near() != null) ? ranked.near().similarity() : null, ranked.score(), size,
						this.matches.find(snapshot.sayings(ranked.key()), ranked, mode, words)));
			}
		}
		return results;
	}

	/** The summaries of a page of traces. */
	List<TraceSummary> summaries(IndexSnapshot snapshot, List<TraceKey> page) {
		Set<TraceId> held = held(page);
		return page.stream()
			.map(TraceKey::id)
			.filter(held::contains)
			.map(snapshot::outline)
			.flatMap(Optional::stream)
			.map(TraceSummary::of)
			.toList();
	}

	private Set<TraceId> held(List<TraceKey> page) {
		return this.index.locate(page.stream().map(TraceKey::id).toList()).keySet();
	}

}
