package io.mahavishnu.otel.embed;

/**
 * Where the vectors of passages came from since the start.
 *
 * @param hits vectors found in memory
 * @param stored vectors read from the store
 * @param computed vectors made by the model
 */
public record CacheFigures(long hits, long stored, long computed) {

}
