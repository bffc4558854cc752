package io.mahavishnu.otel.receive;

import java.util.List;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * A span of OTLP as it was decoded, in hexadecimal and unsigned numbers, before it is
 * known whether it can be stored. Times over 2^63 are negative here. Not thread-safe.
 */
final class OtlpSpanDraft {

	private static final int TRACE_ID_LENGTH = 32;

	private static final int SPAN_ID_LENGTH = 16;

	private static final TraceId NO_TRACE = new TraceId("0".repeat(TRACE_ID_LENGTH));

	private static final SpanId NO_SPAN = new SpanId("0".repeat(SPAN_ID_LENGTH));

	String traceId = "";

	String spanId = "";

	String parentSpanId = "";

	String name = "";

	int kind;

	long startUnixNanos;

	long endUnixNanos;

	SpanStatus status = SpanStatus.UNSET;

	Attributes attributes = Attributes.EMPTY;

	List<SpanEvent> events = List.of();

	List<Link> links = List.of();

	String traceState = "";

	int flags;

	int droppedAttributes;

	int droppedEvents;

	int droppedLinks;

	/**
	 * A link as it was decoded.
	 *
	 * @param traceId the linked trace in hexadecimal; empty when not given
	 * @param spanId the linked span in hexadecimal; empty when not given
	 * @param traceState the W3C trace state
	 * @param attributes the attributes
	 * @param droppedAttributes how many attributes the sender dropped
	 * @param flags the flags
	 */
	record Link(String traceId, String spanId, String traceState, Attributes attributes, int droppedAttributes,
			int flags) {

		boolean isValid() {
			return (this.traceId.isEmpty() || this.traceId.length() == TRACE_ID_LENGTH)
					&& (this.spanId.isEmpty() || this.spanId.length() == SPAN_ID_LENGTH);
		}

		/** A link without an id is kept: it may say something by its attributes. */
		SpanLink toSpanLink() {
			return new SpanLink(this.traceId.isEmpty() ? NO_TRACE : new TraceId(this.traceId),
					this.spanId.isEmpty() ? NO_SPAN : new SpanId(this.spanId), this.traceState, this.attributes,
					this.droppedAttributes, this.flags);
		}

	}

	/** Why the span cannot be stored, or null when it can. */
	OtlpExport.@Nullable Rejection rejection() {
		if (this.traceId.length() != TRACE_ID_LENGTH || isZero(this.traceId)) {
			return OtlpExport.Rejection.TRACE_ID;
		}
		if (this.spanId.length() != SPAN_ID_LENGTH || isZero(this.spanId)) {
			return OtlpExport.Rejection.SPAN_ID;
		}
		if (!this.parentSpanId.isEmpty() && this.parentSpanId.length() != SPAN_ID_LENGTH) {
			return OtlpExport.Rejection.PARENT_SPAN_ID;
		}
		if (!this.links.stream().allMatch(Link::isValid)) {
			return OtlpExport.Rejection.LINK;
		}
		if (this.startUnixNanos < 0 || this.endUnixNanos < 0
				|| this.events.stream().anyMatch((event) -> event.epochNanos() < 0)) {
			return OtlpExport.Rejection.TIME;
		}
		return null;
	}

	/** The span, of which {@link #rejection()} has nothing to say. */
	Span toSpan(Resource resource, Scope scope) {
		return Span.builder(new TraceId(this.traceId), new SpanId(this.spanId), this.name)
			.parent(isZero(this.parentSpanId) ? null : new SpanId(this.parentSpanId))
			.kind(SpanKind.ofNumber(this.kind))
			.time(this.startUnixNanos, this.endUnixNanos)
			.status(this.status)
			.attributes(this.attributes)
			.resource(resource)
			.scope(scope)
			.events(this.events)
			.links(this.links.stream().map(Link::toSpanLink).toList())
			.traceState(this.traceState)
			.flags(this.flags)
			.dropped(dropped())
			.build();
	}

	private Span.Dropped dropped() {
		return (this.droppedAttributes == 0 && this.droppedEvents == 0 && this.droppedLinks == 0) ? Span.Dropped.NONE
				: new Span.Dropped(this.droppedAttributes, this.droppedEvents, this.droppedLinks);
	}

	private static boolean isZero(String hex) {
		for (int i = 0; i < hex.length(); i++) {
			if (hex.charAt(i) != '0') {
				return false;
			}
		}
		return true;
	}

}
