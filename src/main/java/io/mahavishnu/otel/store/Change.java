package io.mahavishnu.otel.store;

import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.TraceId;

/** One entry of a store's change log. */
public sealed interface Change {

	/** Where it stands in the log. */
	LogPosition position();

	/** The trace that it changes. */
	TraceId traceId();

	/**
	 * A span was appended.
	 *
	 * @param position where it stands
	 * @param received the span
	 * @param characters about how many characters it is stored in, at least 1; its
	 * resource and its scope, which many spans share, are not counted
	 */
	record Appended(LogPosition position, ReceivedSpan received, int characters) implements Change {

		@Override
		public TraceId traceId() {
			return this.received.span().traceId();
		}

	}

	/**
	 * A trace was deleted, with all spans that stand before this position.
	 *
	 * @param position where it stands
	 * @param traceId the trace
	 */
	record Deleted(LogPosition position, TraceId traceId) implements Change {

	}

}
