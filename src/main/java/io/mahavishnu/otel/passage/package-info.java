/**
 * The text model: what a trace says. A trace becomes content, passages (short texts worth
 * finding), the masks that make passages of like traces equal, and the shape that names
 * the set of them.
 */
@NullMarked
package io.mahavishnu.otel.passage;

import org.jspecify.annotations.NullMarked;
