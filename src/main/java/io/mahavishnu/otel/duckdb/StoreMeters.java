package io.mahavishnu.otel.duckdb;

import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the store counts and times. */
final class StoreMeters {

	private final MeterRegistry registry;

	private final Counter spans;

	private final Counter duplicates;

	private final Counter conflicts;

	private final Counter failures;

	private final Timer commits;

	StoreMeters(MeterRegistry registry) {
		this.registry = registry;
		this.spans = counter("mahavishnu.store.spans", "Spans stored");
		this.duplicates = counter("mahavishnu.store.duplicates", "Spans left out, an equal one being stored");
		this.conflicts = counter("mahavishnu.store.conflicts", "Spans left out, another of the same id being stored");
		this.failures = counter("mahavishnu.store.failures", "Commits that failed");
		this.commits = Timer.builder("mahavishnu.store.commit")
			.description("Commits, from the first row to the disk")
			.register(registry);
	}

	/** Shows how many spans wait. */
	void queue(WriteQueue queue) {
		Gauge.builder("mahavishnu.store.queued", queue, WriteQueue::spans)
			.description("Spans that wait to be stored")
			.register(this.registry);
	}

	/** Times a commit that may fail. */
	<T> T commit(Supplier<T> commit) {
		Timer.Sample sample = Timer.start(this.registry);
		T result = commit.get();
		sample.stop(this.commits);
		return result;
	}

	/** Counts spans that were stored or left out. */
	void stored(long spans, long duplicates, long conflicts) {
		this.spans.increment(spans);
		this.duplicates.increment(duplicates);
		this.conflicts.increment(conflicts);
	}

	/** Counts a commit that failed. */
	void failed() {
		this.failures.increment();
	}

	private Counter counter(String name, String description) {
		return Counter.builder(name).description(description).register(this.registry);
	}

}
