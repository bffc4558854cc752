package io.mahavishnu.otel.trace;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link Span}. Not thread-safe. */
public final class SpanBuilder {

	private final TraceId traceId;

	private final SpanId spanId;

	private final String name;

	private @Nullable SpanId parentSpanId;

	private SpanKind kind = SpanKind.UNSPECIFIED;

	private long startEpochNanos;

	private long endEpochNanos;

	private SpanStatus status = SpanStatus.UNSET;

	private Attributes attributes = Attributes.EMPTY;

	private Resource resource = Resource.EMPTY;

	private Scope scope = Scope.EMPTY;

	private List<SpanEvent> events = List.of();

	private List<SpanLink> links = List.of();

	private String traceState = "";

	private int flags;

	private Span.Dropped dropped = Span.Dropped.NONE;

	SpanBuilder(TraceId traceId, SpanId spanId, String name) {
		this.traceId = traceId;
		this.spanId = spanId;
		this.name = name;
	}

	SpanBuilder(Span span) {
		this(span.traceId(), span.spanId(), span.name());
		parent(span.parentSpanId()).kind(span.kind())
			.time(span.startEpochNanos(), span.endEpochNanos())
			.status(span.status())
			.attributes(span.attributes())
			.resource(span.resource())
			.scope(span.scope())
			.events(span.events())
			.links(span.links())
			.traceState(span.traceState())
			.flags(span.flags())
			.dropped(span.dropped());
	}

	public SpanBuilder parent(@Nullable SpanId parentSpanId) {
		this.parentSpanId = parentSpanId;
		return this;
	}

	public SpanBuilder kind(SpanKind kind) {
		this.kind = kind;
		return this;
	}

	/** Start and end, nanoseconds since 1970 UTC; 0 for one that is unknown. */
	public SpanBuilder time(long startEpochNanos, long endEpochNanos) {
		this.startEpochNanos = startEpochNanos;
		this.endEpochNanos = endEpochNanos;
		return this;
	}

	public SpanBuilder status(SpanStatus status) {
		this.status = status;
		return this;
	}

	public SpanBuilder attributes(Attributes attributes) {
		this.attributes = attributes;
		return this;
	}

	public SpanBuilder resource(Resource resource) {
		this.resource = resource;
		return this;
	}

	public SpanBuilder scope(Scope scope) {
		this.scope = scope;
		return this;
	}

	public SpanBuilder events(List<SpanEvent> events) {
		this.events = events;
		return this;
	}

	public SpanBuilder links(List<SpanLink> links) {
		this.links = links;
		return this;
	}

	public SpanBuilder traceState(String traceState) {
		this.traceState = traceState;
		return this;
	}

	public SpanBuilder flags(int flags) {
		this.flags = flags;
		return this;
	}

	public SpanBuilder dropped(Span.Dropped dropped) {
		this.dropped = dropped;
		return this;
	}

	/**
	 * The span.
	 * @throws IllegalArgumentException when a time lies before 1970
	 */
	public Span build() {
		return new Span(this.traceId, this.spanId, this.parentSpanId, this.name, this.kind, this.startEpochNanos,
				this.endEpochNanos, this.status, this.attributes, this.resource, this.scope, this.events, this.links,
				this.traceState, this.flags, this.dropped);
	}

}
