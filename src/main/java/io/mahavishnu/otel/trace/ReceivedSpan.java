package io.mahavishnu.otel.trace;

import org.jspecify.annotations.Nullable;

/**
 * A span together with what its receipt adds.
 *
 * @param span the span as sent
 * @param callerSystemId the system that the caller named for spans without a service, or
 * null
 * @param receivedEpochNanos when it was received, nanoseconds since 1970 UTC
 */
public record ReceivedSpan(Span span, @Nullable String callerSystemId, long receivedEpochNanos) {

}
