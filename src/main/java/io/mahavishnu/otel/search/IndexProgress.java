package io.mahavishnu.otel.search;

import java.util.Optional;

/** How far the index is behind the store. */
interface IndexProgress {

	/** How many changes are durable and cannot be found yet. */
	long lagChanges();

	/** Whether what was stored before the start is still being indexed. */
	boolean isCatchingUp();

	/** The share of what was stored before the start that is indexed, in [0, 1]. */
	double progress();

	/**
	 * While the index changes over to another embedding model: the share of the passages
	 * that have its vectors, in [0, 1].
	 */
	Optional<Double> modelChange();

}
