package io.mahavishnu.otel.store;

/**
 * Figures of a set of spans. A store need not go through all of them for an answer: it
 * counts spans exactly, durations it may give to two hundredths, and many traces to
 * within some hundredths.
 *
 * @param traceCount distinct traces
 * @param spanCount spans
 * @param errorCount spans that failed
 * @param p50Nanos median duration, nanoseconds
 * @param p95Nanos 95th percentile of the duration, nanoseconds
 * @param p99Nanos 99th percentile of the duration, nanoseconds
 * @param lastSeenEpochNanos the latest start (or receipt, where no start is known),
 * nanoseconds since 1970 UTC
 */
public record SpanFigures(long traceCount, long spanCount, long errorCount, long p50Nanos, long p95Nanos, long p99Nanos,
		long lastSeenEpochNanos) {

}
