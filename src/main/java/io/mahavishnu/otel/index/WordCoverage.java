package io.mahavishnu.otel.index;

/**
 * How much of a query in words a trace says.
 *
 * @param share the share of the query's total IDF that the trace's words cover, in [0, 1]
 * @param named whether the query names the trace: by its id, the id of a span of it, or a
 * rare identifier that it says, such as the number of an order
 */
public record WordCoverage(float share, boolean named) {

}
