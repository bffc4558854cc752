package io.mahavishnu.otel.index;

/**
 * A trace found by words.
 *
 * @param key the trace
 * @param score its BM25 score, positive
 * @param coverage how much of the query it says
 */
public record KeywordHit(TraceKey key, float score, WordCoverage coverage) {

}
