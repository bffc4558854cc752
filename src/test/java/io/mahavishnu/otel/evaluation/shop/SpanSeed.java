package io.mahavishnu.otel.evaluation.shop;

import org.jspecify.annotations.Nullable;

/**
 * What a span has before it says anything.
 *
 * @param spanId its id
 * @param parent who called it; null for the first span of a trace
 * @param startEpochNanos when it starts, in nanoseconds since 1970
 */
record SpanSeed(String spanId, @Nullable SpanDraft parent, long startEpochNanos) {
}
