/**
 * Which traces count: conditions on traces and their spans, and the small language in
 * which they are written.
 */
@NullMarked
package io.mahavishnu.otel.filter;

import org.jspecify.annotations.NullMarked;
