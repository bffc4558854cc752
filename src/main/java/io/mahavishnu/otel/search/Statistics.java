package io.mahavishnu.otel.search;

import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.mahavishnu.otel.embed.CacheFigures;
import io.mahavishnu.otel.index.IndexFigures;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.retention.RetentionFigures;
import io.mahavishnu.otel.store.StoreFigures;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.trace.EpochTimes;

/** Gathers the figures of all parts. */
final class Statistics {

	private final TraceStore store;

	private final TraceIndex index;

	private final QueryModel model;

	private final IndexProgress progress;

	private final Supplier<RetentionFigures> retention;

	Statistics(TraceStore store, TraceIndex index, QueryModel model, IndexProgress progress,
			Supplier<RetentionFigures> retention) {
		this.store = store;
		this.index = index;
		this.model = model;
		this.progress = progress;
		this.retention = retention;
	}

	StatsAnswer gather() {
		StoreFigures stored = this.store.figures();
		IndexFigures indexed = this.index.figures();
		return new StatsAnswer(indexed.traces(), indexed.spans(), indexed.shapes(), indexed.passages(),
				indexed.embeddedPassages(), stored.vectors(),
				new StatsAnswer.BytesOnDisk(stored.bytesOnDisk(), stored.bytesUsed(), indexed.bytesOnDisk()), model(),
				cache(),
				new StatsAnswer.Index(this.progress.lagChanges(), this.progress.isCatchingUp(),
						this.progress.progress(), this.progress.modelChange().orElse(null)),
				retention(), new TreeMap<>(indexed.tracesBySystem()));
	}

	private StatsAnswer.Cache cache() {
		CacheFigures figures = this.model.cacheFigures();
		return new StatsAnswer.Cache(figures.hits(), figures.stored(), figures.computed());
	}

	private StatsAnswer.Retention retention() {
		RetentionFigures figures = this.retention.get();
		Long lastRun = figures.lastRunEpochNanos();
		return new StatsAnswer.Retention(figures.tracesRemoved(), figures.spansRemoved(),
				(lastRun != null) ? EpochTimes.toRfc3339(lastRun) : null,
				figures.limitedBy().name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	private StatsAnswer.Model model() {
		return this.model.isReady() ? new StatsAnswer.Model(true, this.model.id(), this.model.dimension(), null)
				: new StatsAnswer.Model(false, null, null, this.model.failure().orElse(null));
	}

}
