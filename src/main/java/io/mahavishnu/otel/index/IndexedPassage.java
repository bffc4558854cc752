package io.mahavishnu.otel.index;

import java.util.Map;

import io.mahavishnu.otel.passage.Passage;
import org.jspecify.annotations.Nullable;

/**
 * A passage and its vectors.
 *
 * @param passage the passage
 * @param vectors vectors of unit length by the id of the model that made them; none as
 * long as there is none. The arrays are not copied, never changed
 */
public record IndexedPassage(Passage passage, Map<String, float[]> vectors) {

	public IndexedPassage {
		vectors = Map.copyOf(vectors);
	}

	/** A passage with the vector of one model, or without one when it is null. */
	public static IndexedPassage of(Passage passage, String model, float @Nullable [] vector) {
		return new IndexedPassage(passage, (vector != null) ? Map.of(model, vector) : Map.of());
	}

}
