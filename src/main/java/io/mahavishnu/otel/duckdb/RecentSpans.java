package io.mahavishnu.otel.duckdb;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * The newest spans that are stored, by trace, with the hash of their content: enough to
 * recognise a batch that is sent again. When there are too many, the trace that was
 * touched the longest ago is forgotten whole. For one thread at a time.
 */
final class RecentSpans {

	private final int max;

	private final LinkedHashMap<TraceId, Map<SpanId, Long>> hashes = new LinkedHashMap<>(16, 0.75f, true);

	private int size;

	/** Remembers up to a number of spans. */
	RecentSpans(int max) {
		this.max = max;
	}

	/** Spans about to be stored; they are remembered once they are. */
	Batch batch() {
		return new Batch();
	}

	/** Remembers a stored span; of two with one id the first counts. */
	void add(TraceId traceId, SpanId spanId, long contentHash) {
		if (this.hashes.computeIfAbsent(traceId, (_) -> new HashMap<>()).putIfAbsent(spanId, contentHash) == null) {
			this.size++;
		}
		forgetEldest();
	}

	/** Remembers stored spans that were not known, and takes the map over. */
	private void add(TraceId traceId, Map<SpanId, Long> unknown) {
		this.size += unknown.size();
		this.hashes.merge(traceId, unknown, (known, more) -> {
			known.putAll(more);
			return known;
		});
	}

	private void forgetEldest() {
		Iterator<Map<SpanId, Long>> eldest = this.hashes.values().iterator();
		while (this.size > this.max && eldest.hasNext()) {
			this.size -= eldest.next().size();
			eldest.remove();
		}
	}

	/** Forgets a trace, so that its spans may come anew. */
	void forget(TraceId traceId) {
		Map<SpanId, Long> forgotten = this.hashes.remove(traceId);
		this.size -= (forgotten != null) ? forgotten.size() : 0;
	}

	/** How many spans are remembered. */
	int size() {
		return this.size;
	}

	/** What is known of a span that is to be stored. */
	enum Verdict {

		/** It is not known to be stored. */
		NEW,
		/** An equal one is stored. */
		DUPLICATE,
		/** One of the same id and other content is stored. */
		CONFLICT

	}

	/**
	 * The spans of a trace that are known.
	 *
	 * @param stored those that are stored
	 * @param added those of a batch
	 */
	private record KnownSpans(Map<SpanId, Long> stored, Map<SpanId, Long> added) {

		@Nullable Long putIfAbsent(SpanId spanId, long contentHash) {
			Long known = this.stored.get(spanId);
			return (known != null) ? known : this.added.putIfAbsent(spanId, contentHash);
		}

	}

	/** Spans about to be stored in one transaction. */
	final class Batch {

		private final Map<TraceId, KnownSpans> traces = new LinkedHashMap<>();

		/** Judges a span; a new one becomes part of the batch. */
		Verdict offer(TraceId traceId, SpanId spanId, long contentHash) {
			Long known = this.traces.computeIfAbsent(traceId, this::known).putIfAbsent(spanId, contentHash);
			if (known == null) {
				return Verdict.NEW;
			}
			return (known == contentHash) ? Verdict.DUPLICATE : Verdict.CONFLICT;
		}

		private KnownSpans known(TraceId traceId) {
			return new KnownSpans(RecentSpans.this.hashes.getOrDefault(traceId, Map.of()), new HashMap<>());
		}

		/** Remembers the new spans, now that they are stored. */
		void stored() {
			this.traces.forEach((traceId, spans) -> add(traceId, spans.added));
			forgetEldest();
		}

	}

}
