package io.mahavishnu.otel.passage;

import io.mahavishnu.otel.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * A passage as one trace says it.
 *
 * @param passage what is said, masked
 * @param span the span that says it, or null when the trace as a whole does
 * @param service the service that says it; empty when unknown
 * @param words the passage in the trace's own, unmasked words
 */
public record Utterance(Passage passage, @Nullable Span span, String service, String words) {

}
