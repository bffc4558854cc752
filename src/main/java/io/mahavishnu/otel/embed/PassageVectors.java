package io.mahavishnu.otel.embed;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The vectors of passages, each computed once: from memory, else from the store, else
 * from the model, and then stored. Of calls at the same time that want the same passage
 * one looks for it and the others wait for that one. Safe for use by many threads.
 */
final class PassageVectors {

	private final OnnxEmbeddingModel model;

	private final VectorStore store;

	private final int chunkTextsMax;

	private final Cache<PassageId, float[]> cache;

	private final Map<PassageId, CompletableFuture<float[]>> wanted = new ConcurrentHashMap<>();

	private final Counter hits;

	private final Counter stored;

	private final Counter computed;

	PassageVectors(OnnxEmbeddingModel model, VectorStore store, EmbeddingProperties properties, MeterRegistry meters) {
		this.model = model;
		this.store = store;
		this.chunkTextsMax = properties.embedding().chunkTextsMax();
		// Evicted by the caller, not later: no more are kept than the settings say, ever.
		this.cache = Caffeine.newBuilder().maximumSize(properties.cacheSize()).executor(Runnable::run).build();
		this.hits = lookups(meters, Purpose.PASSAGE, "hit");
		this.stored = lookups(meters, Purpose.PASSAGE, "stored");
		this.computed = lookups(meters, Purpose.PASSAGE, "computed");
	}

	/** Where the vectors came from since the start. */
	CacheFigures figures() {
		return new CacheFigures((long) this.hits.count(), (long) this.stored.count(), (long) this.computed.count());
	}

	/** Counts vectors that came from one place: memory, the store or the model. */
	static Counter lookups(MeterRegistry meters, Purpose purpose, String result) {
		return Counter.builder("mahavishnu.embedding.cache")
			.description("Vectors asked for, by where they came from: memory, the store, or the model")
			.tag("purpose", purpose.tag())
			.tag("result", result)
			.register(meters);
	}

	/** The vectors of passages, one for each id. */
	Map<PassageId, float[]> of(Collection<Passage> passages) {
		String modelId = this.model.modelId();
		Map<PassageId, float[]> vectors = new HashMap<>();
		Map<PassageId, Passage> missing = new LinkedHashMap<>();
		for (Passage passage : passages) {
			float[] cached = this.cache.getIfPresent(passage.id());
			if (cached != null) {
				vectors.put(passage.id(), cached);
			}
			else {
				missing.put(passage.id(), passage);
			}
		}
		this.hits.increment(vectors.size());
		promised(modelId, missing).forEach((id, promise) -> vectors.put(id, kept(promise)));
		return vectors;
	}

	/** Forgets the vectors in memory. */
	void forget(Collection<PassageId> passages) {
		this.cache.invalidateAll(passages);
	}

	/** Takes what nobody else is looking for, and keeps those promises. */
	private Map<PassageId, CompletableFuture<float[]>> promised(String modelId, Map<PassageId, Passage> missing) {
		Map<PassageId, CompletableFuture<float[]>> all = new HashMap<>();
		Map<PassageId, CompletableFuture<float[]>> own = new HashMap<>();
		try {
			for (PassageId id : missing.keySet()) {
				CompletableFuture<float[]> promise = new CompletableFuture<>();
				CompletableFuture<float[]> other = this.wanted.putIfAbsent(id, promise);
				if (other == null) {
					own.put(id, promise);
				}
				all.put(id, (other != null) ? other : promise);
			}
			findOrCompute(modelId,
					missing.values().stream().filter((passage) -> own.containsKey(passage.id())).toList(), own);
		}
		catch (RuntimeException | Error failure) {
			own.values().forEach((promise) -> promise.completeExceptionally(failure));
			throw failure;
		}
		finally {
			own.forEach(this.wanted::remove);
		}
		return all;
	}

	private void findOrCompute(String modelId, List<Passage> passages,
			Map<PassageId, CompletableFuture<float[]>> promises) {
		if (passages.isEmpty()) {
			return;
		}
		Map<PassageId, float[]> found = this.store.find(modelId, passages.stream().map(Passage::id).toList());
		this.stored.increment(found.size());
		keep(found, promises);
		List<Passage> unknown = passages.stream().filter((passage) -> !found.containsKey(passage.id())).toList();
		for (int from = 0; from < unknown.size(); from += this.chunkTextsMax) {
			List<Passage> chunk = unknown.subList(from, Math.min(from + this.chunkTextsMax, unknown.size()));
			Map<PassageId, float[]> vectors = compute(chunk);
			this.store.put(modelId, vectors);
			keep(vectors, promises);
		}
	}

	private Map<PassageId, float[]> compute(List<Passage> passages) {
		List<float[]> vectors = this.model.embed(passages.stream().map(Passage::text).toList(), Purpose.PASSAGE);
		Map<PassageId, float[]> byId = new LinkedHashMap<>();
		for (int i = 0; i < passages.size(); i++) {
			byId.put(passages.get(i).id(), vectors.get(i));
		}
		this.computed.increment(byId.size());
		return byId;
	}

	private void keep(Map<PassageId, float[]> vectors, Map<PassageId, CompletableFuture<float[]>> promises) {
		this.cache.putAll(vectors);
		promises.forEach((id, promise) -> {
			float[] vector = vectors.get(id);
			if (vector != null) {
				promise.complete(vector);
			}
		});
	}

	private static float[] kept(CompletableFuture<float[]> promise) {
		try {
			return promise.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof TraceProblem problem) {
				throw problem;
			}
			throw ex;
		}
	}

}
