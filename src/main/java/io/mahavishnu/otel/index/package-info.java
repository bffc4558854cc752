/**
 * The port of retrieval, derived from the store and always able to be made again from it,
 * and the background feeder that keeps it up to date.
 */
@NullMarked
package io.mahavishnu.otel.index;

import org.jspecify.annotations.NullMarked;
