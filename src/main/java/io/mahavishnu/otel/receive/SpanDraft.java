package io.mahavishnu.otel.receive;

import java.math.BigDecimal;
import java.util.List;

import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EpochTimes;
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
 * A span of the simple JSON while it is read: its trace's id may come after it, and its
 * own id may be missing. Not thread-safe.
 */
final class SpanDraft {

	private final JsonFields fields;

	private final SpanParts parts;

	private @Nullable SpanId spanId;

	private @Nullable SpanId parentSpanId;

	private String name = "";

	private long startEpochNanos;

	private long endEpochNanos;

	private long durationNanos;

	private SpanKind kind = SpanKind.UNSPECIFIED;

	private SpanStatus status = SpanStatus.UNSET;

	private Attributes attributes = Attributes.EMPTY;

	private Resource resource = Resource.EMPTY;

	private Scope scope = Scope.EMPTY;

	private List<SpanEvent> events = List.of();

	private List<SpanLink> links = List.of();

	private String traceState = "";

	private int flags;

	private SpanDraft(JsonFields fields) {
		this.fields = fields;
		this.parts = new SpanParts(fields);
	}

	/** Reads the span at the current token. */
	static SpanDraft read(JsonFields fields) {
		SpanDraft draft = new SpanDraft(fields);
		fields.object(draft::readField);
		return draft;
	}

	/** The id that was sent, or null. */
	@Nullable SpanId spanId() {
		return this.spanId;
	}

	/**
	 * The span. A duration gives the time that is missing; when both are, it says
	 * nothing.
	 */
	Span toSpan(TraceId traceId, SpanId id) {
		long start = this.startEpochNanos;
		long end = this.endEpochNanos;
		if (end == 0 && start > 0 && this.durationNanos > 0) {
			end = start + Math.min(this.durationNanos, Long.MAX_VALUE - start);
		}
		else if (start == 0 && end > this.durationNanos && this.durationNanos > 0) {
			start = end - this.durationNanos;
		}
		return Span.builder(traceId, id, this.name)
			.parent(this.parentSpanId)
			.kind(this.kind)
			.time(start, end)
			.status(this.status)
			.attributes(this.attributes)
			.resource(this.resource)
			.scope(this.scope)
			.events(this.events)
			.links(this.links)
			.traceState(this.traceState)
			.flags(this.flags)
			.build();
	}

	private void readField(String field) {
		switch (field) {
			case "span_id" -> this.spanId = this.parts.spanId();
			case "parent_span_id" -> this.parentSpanId = this.parts.spanId();
			case "name" -> this.name = this.fields.text();
			case "start_time" -> this.startEpochNanos = this.fields.epochNanos();
			case "end_time" -> this.endEpochNanos = this.fields.epochNanos();
			case "duration_ms" -> this.durationNanos = readDuration();
			case "kind" -> this.kind = this.parts.kind();
			case "status" -> this.status = this.parts.status();
			case "attributes" -> this.attributes = this.fields.attributes();
			case "resource" -> this.resource = readResource();
			case "scope" -> this.scope = this.parts.scope();
			case "events" -> this.events = this.fields.array(this.parts::event);
			case "links" -> this.links = this.fields.array(this.parts::link);
			case "trace_state" -> this.traceState = this.fields.text();
			case "flags" -> this.flags = this.fields.integer();
			default -> this.fields.skip();
		}
	}

	private long readDuration() {
		BigDecimal millis = this.fields.number();
		try {
			return (millis != null) ? EpochTimes.ofMillis(millis) : 0;
		}
		catch (IllegalArgumentException outside) {
			throw this.fields.mustBe("0 to 9223372036854 milliseconds");
		}
	}

	private Resource readResource() {
		Attributes read = this.fields.attributes();
		return read.isEmpty() ? Resource.EMPTY : new Resource(read, "", 0);
	}

}
