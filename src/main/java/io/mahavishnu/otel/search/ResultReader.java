package io.mahavishnu.otel.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.TraceKey;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.passage.ShapeId;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Reads the traces of a page, all at once, and says why they were found. A trace that is
 * gone by now is left out.
 */
final class ResultReader {

	private final TraceReader reader;

	private final MatchFinder matches;

	private final long contentBytesMax;

	ResultReader(TraceReader reader, MatchFinder matches, long contentBytesMax) {
		this.reader = reader;
		this.matches = matches;
		this.contentBytesMax = contentBytesMax;
	}

	/** The results that a page of a ranking is. */
	List<SearchResult> read(IndexSnapshot snapshot, List<Ranked> page, SearchMode mode, QueryWords words) {
		Map<TraceId, Trace> traces = this.reader.find(page.stream().map((ranked) -> ranked.key().id()).toList());
		Map<ShapeId, Long> sizes = new HashMap<>();
		List<SearchResult> results = new ArrayList<>();
		for (Ranked ranked : page) {
			Trace trace = traces.get(ranked.key().id());
			if (trace != null) {
				long size = sizes.computeIfAbsent(ranked.key().shape(), snapshot::shapeSize);
				results.add(new SearchResult(TraceSummary.of(trace, this.contentBytesMax),
						(ranked.near() != null) ? ranked.near().similarity() : null, ranked.score(), size,
						this.matches.find(trace, ranked, mode, words)));
			}
		}
		return results;
	}

	/** The summaries of a page of traces. */
	List<TraceSummary> summaries(List<TraceKey> page) {
		return this.reader.find(page.stream().map(TraceKey::id).toList())
			.values()
			.stream()
			.map((trace) -> TraceSummary.of(trace, this.contentBytesMax))
			.toList();
	}

}
