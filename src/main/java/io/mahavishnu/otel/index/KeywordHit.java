package io.mahavishnu.otel.index;

/**
 * A trace found by words.
 *
 * @param key the trace
 * @param score its BM25 score, positive
 * @param coverage the share of the query's total IDF that the trace's words cover, in [0,
 * 1]
 */
public record KeywordHit(TraceKey key, float score, float coverage) {

}
