/**
 * The application: its start, and nothing else. The packages below are the map of the
 * code.
 */
@NullMarked
package io.mahavishnu.otel;

import org.jspecify.annotations.NullMarked;
