/**
 * Labelled sets and the evaluation of search: which traces a question should find, and
 * how well a running service finds them. Talks to the service over HTTP only.
 */
@NullMarked
package io.mahavishnu.otel.evaluation;

import org.jspecify.annotations.NullMarked;
