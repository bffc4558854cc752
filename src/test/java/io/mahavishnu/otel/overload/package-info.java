/**
 * A program that offers a service far more than it can store, and looks at what becomes
 * of its memory, of its callers and of what it acknowledged.
 */
@NullMarked
package io.mahavishnu.otel.overload;

import org.jspecify.annotations.NullMarked;
