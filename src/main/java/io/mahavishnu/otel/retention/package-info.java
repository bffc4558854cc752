/**
 * What goes: traces that are too old or too many, and the text of what was deleted.
 */
@NullMarked
package io.mahavishnu.otel.retention;

import org.jspecify.annotations.NullMarked;
