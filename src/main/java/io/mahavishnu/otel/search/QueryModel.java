package io.mahavishnu.otel.search;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.mahavishnu.otel.embed.CacheFigures;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;

/** What searching needs of the embedding model. */
interface QueryModel {

	/** Whether the configured model can be used now. */
	boolean isReady();

	/** Whether a model can be used now; "" stands for the configured one. */
	boolean isReady(String model);

	/** Why the configured model cannot be used, if it is known. */
	Optional<String> failure();

	/** The configured model's id; asked only when it is ready. */
	String id();

	/** The size of its vectors; asked only when it is ready. */
	int dimension();

	/** Where the vectors of passages came from. */
	CacheFigures cacheFigures();

	/**
	 * The vector of a query, of unit length.
	 * @param model the id of the model, "" for the configured one
	 * @throws io.mahavishnu.otel.problem.TraceProblem {@code MODEL_UNAVAILABLE}
	 */
	float[] embed(String model, String query);

	/**
	 * The vectors of passages, of unit length.
	 * @param model the id of the model, "" for the configured one
	 * @throws io.mahavishnu.otel.problem.TraceProblem {@code MODEL_UNAVAILABLE}
	 */
	Map<PassageId, float[]> vectors(String model, Collection<Passage> passages);

}
