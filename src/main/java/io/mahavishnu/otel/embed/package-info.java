/**
 * Text to unit vector: the ONNX sentence model behind Spring AI's {@code EmbeddingModel},
 * and the cache in front of the stored vectors, so that no distinct text is embedded
 * twice.
 */
@NullMarked
package io.mahavishnu.otel.embed;

import org.jspecify.annotations.NullMarked;
