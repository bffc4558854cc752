package io.mahavishnu.otel.search;

import java.util.TreeMap;

import io.mahavishnu.otel.embed.CacheFigures;
import io.mahavishnu.otel.index.IndexFigures;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.store.StoreFigures;
import io.mahavishnu.otel.store.TraceStore;

/** Gathers the figures of all parts. */
final class Statistics {

	private final TraceStore store;

	private final TraceIndex index;

	private final QueryModel model;

	private final IndexProgress progress;

	Statistics(TraceStore store, TraceIndex index, QueryModel model, IndexProgress progress) {
		this.store = store;
		this.index = index;
		this.model = model;
		this.progress = progress;
	}

	StatsAnswer gather() {
		StoreFigures stored = this.store.figures();
		IndexFigures indexed = this.index.figures();
		return new StatsAnswer(indexed.traces(), indexed.spans(), indexed.shapes(), indexed.passages(),
				indexed.embeddedPassages(), stored.vectors(),
				new StatsAnswer.BytesOnDisk(stored.bytesOnDisk(), indexed.bytesOnDisk()), model(), cache(),
				new StatsAnswer.Index(this.progress.lagChanges(), this.progress.isCatchingUp(),
						this.progress.progress(), this.progress.modelChange().orElse(null)),
				new TreeMap<>(indexed.tracesBySystem()));
	}

	private StatsAnswer.Cache cache() {
		CacheFigures figures = this.model.cacheFigures();
		return new StatsAnswer.Cache(figures.hits(), figures.stored(), figures.computed());
	}

	private StatsAnswer.Model model() {
		return this.model.isReady() ? new StatsAnswer.Model(true, this.model.id(), this.model.dimension(), null)
				: new StatsAnswer.Model(false, null, null, this.model.failure().orElse(null));
	}

}
