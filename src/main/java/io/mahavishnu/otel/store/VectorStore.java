package io.mahavishnu.otel.store;

import java.util.Collection;
import java.util.Map;

import io.mahavishnu.otel.passage.PassageId;

/**
 * The vectors of distinct passages, by model, durably. Implementations MUST be safe for
 * use by many threads, MUST give back every component exactly, and MUST pass
 * {@code VectorStoreContract}.
 * <p>
 * When the store cannot be used, methods throw a
 * {@link io.mahavishnu.otel.problem.TraceProblem} of type {@code STORE_UNAVAILABLE}.
 */
public interface VectorStore {

	/** The largest dimension of a vector; the index of the vectors takes as many. */
	int DIMENSION_MAX = 4096;

	/**
	 * The stored vectors of some passages.
	 * @param model the id of the model that made them
	 * @param passages the passages; those without a stored vector are absent from the
	 * answer
	 */
	Map<PassageId, float[]> find(String model, Collection<PassageId> passages);

	/**
	 * Stores vectors; returns when they are durable. A vector that is stored already
	 * stays as it is.
	 * @param model the id of the model that made them
	 * @param vectors the vectors by passage, all of the model's dimension, which is 1 to
	 * {@link #DIMENSION_MAX}
	 * @throws IllegalArgumentException when they have another dimension, or several
	 */
	void put(String model, Map<PassageId, float[]> vectors);

	/** Removes the vectors of some passages, of all models. */
	void remove(Collection<PassageId> passages);

	/** How many vectors of a model are stored. */
	long count(String model);

}
