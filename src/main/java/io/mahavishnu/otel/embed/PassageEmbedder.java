package io.mahavishnu.otel.embed;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.VectorStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The vectors of passages and queries. A passage is embedded once, ever: its vector is
 * stored before it is given out. Queries go ahead of passages. Safe for use by many
 * threads, virtual ones too.
 * <p>
 * All vectors have unit length and the size {@link #dimension()}; they are shared, and
 * callers MUST NOT change them. While the model is not loaded, methods that need it throw
 * a {@link io.mahavishnu.otel.problem.TraceProblem} of type {@code MODEL_UNAVAILABLE};
 * the first ones wait for the first attempt to load it.
 */
public final class PassageEmbedder {

	private final OnnxEmbeddingModel model;

	private final PassageVectors vectors;

	private final Cache<String, float[]> queries;

	private final Counter queryHits;

	private final Counter queriesComputed;

	PassageEmbedder(OnnxEmbeddingModel model, VectorStore store, EmbeddingProperties properties, MeterRegistry meters) {
		this.model = model;
		this.vectors = new PassageVectors(model, store, properties, meters);
		this.queries = Caffeine.newBuilder()
			.maximumSize(properties.embedding().queryCacheSize())
			.executor(Runnable::run)
			.build();
		this.queryHits = PassageVectors.lookups(meters, Purpose.QUERY, "hit");
		this.queriesComputed = PassageVectors.lookups(meters, Purpose.QUERY, "computed");
	}

	/**
	 * The vectors of passages; returns when all of them are durable. What is new becomes
	 * durable in chunks along the way, so that little is lost when a long call fails.
	 * @param passages the passages, in any number
	 * @return a vector for each passage
	 * @throws io.mahavishnu.otel.problem.TraceProblem {@code MODEL_UNAVAILABLE} or
	 * {@code STORE_UNAVAILABLE}
	 */
	public Map<PassageId, float[]> vectors(Collection<Passage> passages) {
		return this.vectors.of(passages);
	}

	/**
	 * The vector of a query. It is not stored.
	 * @param text the query, in words
	 * @throws io.mahavishnu.otel.problem.TraceProblem {@code MODEL_UNAVAILABLE}, also
	 * when too many queries wait
	 */
	public float[] embedQuery(String text) {
		float[] cached = this.queries.getIfPresent(text);
		if (cached != null) {
			this.queryHits.increment();
			return cached;
		}
		float[] vector = this.model.embed(text);
		this.queriesComputed.increment();
		this.queries.put(text, vector);
		return vector;
	}

	/**
	 * Forgets the vectors in memory of passages that are removed from the store.
	 * @param passages the passages, known or not
	 */
	public void forget(Collection<PassageId> passages) {
		this.vectors.forget(passages);
	}

	/** Where the vectors of passages came from since the start. */
	public CacheFigures cacheFigures() {
		return this.vectors.figures();
	}

	/** Whether the model is loaded. Never waits. */
	public boolean isReady() {
		return failure().isEmpty();
	}

	/**
	 * Why the model is not loaded, in a sentence for the operator; empty when it is.
	 * Never waits.
	 */
	public Optional<String> failure() {
		return this.model.failure();
	}

	/**
	 * The id of the vectors: 16 hexadecimal digits of a hash over the model, the
	 * tokenizer, the pooling and the passage prefix. Vectors of different ids cannot be
	 * compared.
	 * @throws io.mahavishnu.otel.problem.TraceProblem {@code MODEL_UNAVAILABLE}
	 */
	public String modelId() {
		return this.model.modelId();
	}

	/** Whether it is loaded and makes the vectors of an id. Never waits. */
	public boolean makes(String id) {
		return isReady() && modelId().equals(id);
	}

	/**
	 * The size of the vectors.
	 * @throws io.mahavishnu.otel.problem.TraceProblem {@code MODEL_UNAVAILABLE}
	 */
	public int dimension() {
		return this.model.dimensions();
	}

	/** The model's name for people, loaded or not. */
	public String modelName() {
		return this.model.name();
	}

}
