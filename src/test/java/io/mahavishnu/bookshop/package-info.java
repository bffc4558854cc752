/**
 * A small web application with a database, as anybody might write one: it knows nothing
 * of traces. Tests run it with OpenTelemetry's agent attached.
 */
@NullMarked
package io.mahavishnu.bookshop;

import org.jspecify.annotations.NullMarked;
