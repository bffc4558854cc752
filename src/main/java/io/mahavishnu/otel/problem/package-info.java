/**
 * The catalogue of errors. Inside, everything that goes wrong for a caller is one
 * {@link io.mahavishnu.otel.problem.TraceProblem}; here it becomes an HTTP problem detail
 * (RFC 9457).
 */
@NullMarked
package io.mahavishnu.otel.problem;

import org.jspecify.annotations.NullMarked;
