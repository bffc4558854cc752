/**
 * The immutable model of a trace in OpenTelemetry's words: spans, resources, scopes,
 * events, links and typed attributes, how they are written as JSON, and how the spans
 * stored under one id become one {@link io.mahavishnu.otel.trace.Trace}. Uses no other
 * package of the project.
 */
@NullMarked
package io.mahavishnu.otel.trace;

import org.jspecify.annotations.NullMarked;
