/**
 * The application: its start and what the start reports, the guard that keeps ports away
 * from other machines, failures of settings in one line, and the service's own traces.
 * The packages below are the map of the code.
 */
@NullMarked
package io.mahavishnu.otel;

import org.jspecify.annotations.NullMarked;
