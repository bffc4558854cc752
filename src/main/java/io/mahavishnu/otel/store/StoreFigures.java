package io.mahavishnu.otel.store;

/**
 * Figures of a store.
 *
 * @param spanRows stored spans, second copies included
 * @param vectors stored vectors, of all models
 * @param bytesOnDisk size of its files, the log included; 0 when it is in memory only
 * @param bytesUsed how much of that holds something; what was deleted leaves room that is
 * used again
 * @param location where it is, for people
 */
public record StoreFigures(long spanRows, long vectors, long bytesOnDisk, long bytesUsed, String location) {

}
