/**
 * The command line. It talks to a running service over HTTP and uses no other package of
 * the project, so that a command starts in the time of a small program: no Spring, no
 * database, no model.
 */
@NullMarked
package io.mahavishnu.otel.cli;

import org.jspecify.annotations.NullMarked;
