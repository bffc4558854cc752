/**
 * What follows from whole traces: which spans decided how long one took
 * ({@link io.mahavishnu.otel.analysis.CriticalPath}), where its failures began
 * ({@link io.mahavishnu.otel.analysis.TraceErrors}), and in what another differs
 * ({@link io.mahavishnu.otel.analysis.TraceComparison}); and the endpoints for them. Each
 * is a pure function of traces.
 */
@NullMarked
package io.mahavishnu.otel.analysis;

import org.jspecify.annotations.NullMarked;
