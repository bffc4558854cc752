package io.mahavishnu.otel.search;

/** What decides the order of a ranking, the same on all of its pages. */
enum RankedBy {

	/** The words of the query alone. */
	WORDS,

	/** The vector of the query, too. */
	VECTOR

}
