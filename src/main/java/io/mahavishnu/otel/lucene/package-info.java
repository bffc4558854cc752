/**
 * Retrieval in Lucene: distinct passages with vectors, shapes as sets of passages, traces
 * with words and filters.
 */
@NullMarked
package io.mahavishnu.otel.lucene;

import org.jspecify.annotations.NullMarked;
