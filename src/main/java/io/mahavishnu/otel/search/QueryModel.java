package io.mahavishnu.otel.search;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.mahavishnu.otel.embed.CacheFigures;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;

/** What searching needs of the embedding model. */
interface QueryModel {

	/** Whether it can be used now. */
	boolean isReady();

	/** Why it cannot be used, if it is known. */
	Optional<String> failure();

	/** The model's id; asked only when it is ready. */
	String id();

	/** The size of its vectors; asked only when it is ready. */
	int dimension();

	/** Where the vectors of passages came from. */
	CacheFigures cacheFigures();

	/** The vector of a query, of unit length. */
	float[] embed(String query);

	/** The vectors of passages, of unit length. */
	Map<PassageId, float[]> vectors(Collection<Passage> passages);

}
