package io.mahavishnu.otel.search;

import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.mahavishnu.otel.index.HitLimit;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.passage.TraceText;
import io.mahavishnu.otel.retention.RetentionFigures;
import io.mahavishnu.otel.store.IngesterSwitch;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.Trace;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What a search service is made of.
 *
 * @param store the truth
 * @param index the index
 * @param reader reads whole traces
 * @param texts what a trace says
 * @param model the embedding model
 * @param progress how far the index is behind the store
 * @param retention what was removed
 * @param properties the settings
 * @param ingesterSwitch whether the service may answer
 * @param meters where searches are timed
 * @param virtualThreads runs the asynchronous methods, and what a search does side by
 * side
 */
record SearchParts(TraceStore store, TraceIndex index, TraceReader reader, Function<Trace, TraceText> texts,
		QueryModel model, IndexProgress progress, Supplier<RetentionFigures> retention, SearchProperties properties,
		IngesterSwitch ingesterSwitch, MeterRegistry meters, Executor virtualThreads) {

	SearchService assemble() {
		SearchProperties.Search search = this.properties.search();
		Pages pages = new Pages(this.index, this.model, search.depthMax());
		SideBySide sideBySide = new SideBySide(this.virtualThreads);
		Ranker ranker = new Ranker(search.wordWeight(), new HitLimit(search.candidates(), search.candidateShapes()),
				sideBySide);
		MatchFinder matches = new MatchFinder(search.matchesMax(), search.matchLengthMax());
		ResultReader results = new ResultReader(this.index, matches, sideBySide);
		Hints hints = new Hints(this.progress);
		return new SearchService(
				new TextSearch(pages, ranker, results, hints, this.model, this.properties.similarityThreshold(),
						search.orderedMax(), this.meters),
				new SimilarSearch(pages, results, hints, this.model, this.texts), pages, results, hints,
				new Statistics(this.store, this.index, this.model, this.progress, this.retention), this.reader,
				this.store, new QueryLimits(search.limitMax(), search.queryLengthMax()), this.ingesterSwitch,
				this.virtualThreads);
	}

}
