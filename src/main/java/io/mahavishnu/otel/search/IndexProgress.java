package io.mahavishnu.otel.search;

/** How far the index is behind the store. */
interface IndexProgress {

	/** How many changes are durable and cannot be found yet. */
	long lagChanges();

	/** Whether what was stored before the start is still being indexed. */
	boolean isCatchingUp();

	/** The share of what was stored before the start that is indexed, in [0, 1]. */
	double progress();

}
