/**
 * Programs that measure how fast the service is and what it needs, side by side with what
 * it is compared to: docs/benchmarks.md.
 */
@NullMarked
package io.mahavishnu.otel.benchmark;

import org.jspecify.annotations.NullMarked;
