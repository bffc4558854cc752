package io.mahavishnu.otel.index;

/**
 * An order of traces that is not one of scores. Where two are equal in it, the newer is
 * first, then the lesser id.
 */
public enum TraceOrder {

	/** By start, the latest first. */
	NEWEST_FIRST,
	/** By start, the earliest first. */
	OLDEST_FIRST,
	/** By duration, the greatest first. */
	LONGEST_FIRST,
	/** By duration, the least first. */
	SHORTEST_FIRST

}
