package io.mahavishnu.otel.index;

import io.mahavishnu.otel.passage.Passage;
import org.jspecify.annotations.Nullable;

/**
 * A passage and its vector.
 *
 * @param passage the passage
 * @param vector a vector of unit length, or null as long as there is none; not copied,
 * never changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record IndexedPassage(Passage passage, float @Nullable [] vector) {

}
