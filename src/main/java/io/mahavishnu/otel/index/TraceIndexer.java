package io.mahavishnu.otel.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.mahavishnu.otel.embed.EmbeddingModels;
import io.mahavishnu.otel.embed.PassageEmbedder;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.ReadPortions;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.VectorStore;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Brings pending traces into the index: reads what is not at hand, makes their passages,
 * embeds the new ones, and puts everything. Used by the feeder's thread alone.
 */
final class TraceIndexer {

	private final TraceStore store;

	private final VectorStore vectors;

	private final TraceIndex index;

	private final TraceTexts texts;

	private final EmbeddingModels models;

	private final SystemNaming naming;

	private final long readCharactersMax;

	/** Of traces that are read back, since they had been indexed before, for instance. */
	private final ReadPortions portions;

	private long putPassagesNanos = System.nanoTime();

	TraceIndexer(TraceStore store, VectorStore vectors, TraceIndex index, TraceTexts texts, EmbeddingModels models,
			SystemNaming naming, FeederProperties properties) {
		this.store = store;
		this.vectors = vectors;
		this.index = index;
		this.texts = texts;
		this.models = models;
		this.naming = naming;
		this.readCharactersMax = properties.bufferedSize().toBytes();
		this.portions = new ReadPortions(properties.batchTracesMax());
	}

	/**
	 * Indexes traces.
	 * @param pending the traces and their changes
	 * @param tail where the store's unread changes begin
	 */
	void index(List<Map.Entry<TraceId, PendingTrace>> pending, LogPosition tail) {
		index(pending, tail, UnaryOperator.identity());
	}

	/**
	 * Indexes a trace that cannot be indexed with what it says: by its id, its times and
	 * the tree of its spans, so that it can be read, listed and deleted.
	 */
	void indexBare(Map.Entry<TraceId, PendingTrace> pending, LogPosition tail) {
		index(List.of(pending), tail, TraceIndexer::bare);
	}

	private static ReceivedSpan bare(ReceivedSpan received) {
		Span span = received.span();
		return new ReceivedSpan(Span.builder(span.traceId(), span.spanId(), "")
			.parent(span.parentSpanId())
			.kind(span.kind())
			.time(span.startEpochNanos(), span.endEpochNanos())
			.build(), null, received.receivedEpochNanos());
	}

	private void index(List<Map.Entry<TraceId, PendingTrace>> pending, LogPosition tail,
			UnaryOperator<ReceivedSpan> seenAs) {
		remove(pending.stream().filter((entry) -> entry.getValue().removed()).map(Map.Entry::getKey).toList());
		Map<TraceId, SpanLocations> indexed = this.index
			.locate(pending.stream().filter((entry) -> !entry.getValue().removed()).map(Map.Entry::getKey).toList());
		List<IndexedTrace> atHand = new ArrayList<>();
		List<TraceLocation> unread = new ArrayList<>();
		pending.forEach((entry) -> {
			SpanLocations before = indexed.getOrDefault(entry.getKey(), SpanLocations.NONE);
			SpanLocations all = before.and(entry.getValue().locations());
			if (!before.equals(SpanLocations.NONE) || !entry.getValue().complete()) {
				unread.add(new TraceLocation(entry.getKey(), all));
			}
			else if (!entry.getValue().spans().isEmpty()) {
				atHand.add(indexedTrace(entry.getKey(), entry.getValue().spans(), all, seenAs));
			}
		});
		put(atHand);
		for (int done = 0; done < unread.size();) {
			int end = Math.min(unread.size(), done + this.portions.next(this.readCharactersMax));
			indexRead(unread.subList(done, end), tail, seenAs);
			done = end;
		}
	}

	private void indexRead(List<TraceLocation> unread, LogPosition tail, UnaryOperator<ReceivedSpan> seenAs) {
		Map<TraceId, List<Change.Appended>> read = this.store.read(unread, tail);
		this.portions.read(unread.size(),
				read.values().stream().flatMap(List::stream).mapToLong(Change.Appended::characters).sum());
		put(unread.stream()
			.filter((trace) -> read.containsKey(trace.id()))
			.map((trace) -> indexedTrace(trace.id(), read.getOrDefault(trace.id(), List.of()), trace.known(), seenAs))
			.toList());
	}

	private void put(List<IndexedTrace> traces) {
		if (traces.isEmpty()) {
			return;
		}
		Map<PassageId, Passage> passages = new LinkedHashMap<>();
		traces.forEach((trace) -> trace.text().passages().forEach((passage) -> passages.put(passage.id(), passage)));
		Set<PassageId> missing = this.index.missing(passages.keySet());
		putPassages(missing.stream().map(passages::get).toList());
		this.index.putTraces(traces);
	}

	/**
	 * Embeds passages that were indexed without the configured model, which is loaded.
	 * @return whether there may be more
	 */
	boolean embedLeftovers(int limit) {
		List<Passage> leftovers = this.index.unembedded(this.models.configured().modelId(), limit);
		putPassages(leftovers);
		return leftovers.size() == limit;
	}

	/** Removes what re-indexed traces left behind, with the vectors. */
	void removeOrphans() {
		forget(this.index.removeOrphans());
	}

	/** When passages were put last, by {@link System#nanoTime()}; at first, now. */
	long putPassagesNanos() {
		return this.putPassagesNanos;
	}

	private void remove(Collection<TraceId> deleted) {
		if (!deleted.isEmpty()) {
			forget(this.index.removeTraces(deleted));
		}
	}

	private void forget(Set<PassageId> orphans) {
		if (!orphans.isEmpty()) {
			this.vectors.remove(orphans);
			this.models.forget(orphans);
		}
	}

	private void putPassages(List<Passage> passages) {
		if (passages.isEmpty()) {
			return;
		}
		Map<PassageId, Map<String, float[]>> vectors = new HashMap<>();
		configuredVectors(passages).forEach((model, byId) -> merge(vectors, model, byId));
		String used = this.index.model().id();
		if (!used.isEmpty() && !this.models.configured().makes(used)) {
			merge(vectors, used, vectorsInUse(used, passages));
		}
		this.index.putPassages(passages.stream()
			.map((passage) -> new IndexedPassage(passage, vectors.getOrDefault(passage.id(), Map.of())))
			.toList());
		this.putPassagesNanos = System.nanoTime();
	}

	private static void merge(Map<PassageId, Map<String, float[]>> vectors, String model,
			Map<PassageId, float[]> byId) {
		byId.forEach((id, vector) -> vectors.computeIfAbsent(id, (_) -> new HashMap<>()).put(model, vector));
	}

	private Map<String, Map<PassageId, float[]>> configuredVectors(List<Passage> passages) {
		try {
			Map<PassageId, float[]> vectors = this.models.configured().vectors(passages);
			return Map.of(this.models.configured().modelId(), vectors);
		}
		catch (TraceProblem problem) {
			if (problem.type() != ProblemType.MODEL_UNAVAILABLE) {
				throw problem;
			}
			return Map.of();
		}
	}

	/**
	 * While the index changes over from one model to another: the vectors that it uses.
	 */
	private Map<PassageId, float[]> vectorsInUse(String model, List<Passage> passages) {
		Optional<PassageEmbedder> loaded = this.models.find(model);
		return loaded.isPresent() ? loaded.get().vectors(passages)
				: this.vectors.find(model, passages.stream().map(Passage::id).toList());
	}

	private IndexedTrace indexedTrace(TraceId id, List<Change.Appended> spans, SpanLocations locations,
			UnaryOperator<ReceivedSpan> seenAs) {
		Trace trace = Trace.of(id, spans.stream().map(Change.Appended::received).map(seenAs).toList(), this.naming);
		return new IndexedTrace(trace, this.texts.of(trace), locations);
	}

}
