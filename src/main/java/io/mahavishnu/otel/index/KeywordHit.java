package io.mahavishnu.otel.index;

/**
 * A trace found by words.
 *
 * @param key the trace
 * @param score its BM25 score, positive
 * @param coverage the share of the query's total IDF that the trace's words cover, in [0,
 * 1]
 * @param named whether the query names the trace: by its id, the id of a span of it, or a
 * rare identifier that it says, such as the number of an order
 */
public record KeywordHit(TraceKey key, float score, float coverage, boolean named) {

}
