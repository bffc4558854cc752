package io.mahavishnu.otel.search;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A span as an answer. What was not sent is left out, but for the start, which every span
 * of a trace has.
 *
 * @param spanId its id
 * @param parentSpanId the span that caused it
 * @param name its name; may be empty
 * @param kind its kind
 * @param startTime its start, RFC 3339 in UTC
 * @param startTimeMissing whether no start was sent, and the trace's is taken
 * @param endTime its end, RFC 3339 in UTC
 * @param durationMillis from start to end, milliseconds
 * @param status its outcome
 * @param attributes its attributes
 * @param resource the attributes of what produced it
 * @param scope the instrumentation that made it
 * @param events what happened during it
 * @param links the spans that it points to
 * @param traceState the W3C trace state
 * @param flags the W3C trace flags and OTLP's own
 * @param dropped how much of it the sender dropped
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SpanAnswer(@JsonProperty("span_id") @Schema(implementation = String.class) SpanId spanId,
		@JsonProperty("parent_span_id") @Schema(implementation = String.class) @Nullable SpanId parentSpanId,
		@JsonProperty("name") @JsonInclude(JsonInclude.Include.ALWAYS) String name,
		@JsonProperty("kind") @Nullable SpanKind kind, @JsonProperty("start_time") String startTime,
		@JsonProperty("start_time_missing") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean startTimeMissing,
		@JsonProperty("end_time") @Nullable String endTime,
		@JsonProperty("duration_ms") @Nullable BigDecimal durationMillis, @JsonProperty("status") Status status,
		@JsonProperty("attributes") @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(implementation = Object.class,
				types = "object") @JsonSerialize(using = AttributesSerializer.class) Attributes attributes,
		@JsonProperty("resource") @Schema(implementation = Object.class,
				types = "object") @JsonSerialize(using = AttributesSerializer.class) Attributes resource,
		@JsonProperty("scope") @Nullable ScopeAnswer scope, @JsonProperty("events") List<Event> events,
		@JsonProperty("links") List<Link> links, @JsonProperty("trace_state") String traceState,
		@JsonProperty("flags") @JsonInclude(JsonInclude.Include.NON_DEFAULT) int flags,
		@JsonProperty("dropped") Span.@Nullable Dropped dropped) {

	/**
	 * An outcome.
	 *
	 * @param code the outcome
	 * @param message what the span says of it
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "SpanStatus")
	public record Status(@JsonProperty("code") SpanStatus.Code code, @JsonProperty("message") String message) {

	}

	/**
	 * An instrumentation scope.
	 *
	 * @param name its name
	 * @param version its version
	 * @param attributes its attributes
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "Scope")
	public record ScopeAnswer(@JsonProperty("name") String name, @JsonProperty("version") String version,
			@JsonProperty("attributes") @Schema(implementation = Object.class,
					types = "object") @JsonSerialize(using = AttributesSerializer.class) Attributes attributes) {

	}

	/**
	 * Something that happened.
	 *
	 * @param name its name
	 * @param time when, RFC 3339 in UTC
	 * @param attributes its attributes
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "SpanEvent")
	public record Event(@JsonProperty("name") @JsonInclude(JsonInclude.Include.ALWAYS) String name,
			@JsonProperty("time") @Nullable String time,
			@JsonProperty("attributes") @Schema(implementation = Object.class,
					types = "object") @JsonSerialize(using = AttributesSerializer.class) Attributes attributes) {

	}

	/**
	 * A pointer to a span.
	 *
	 * @param traceId the span's trace
	 * @param spanId the span
	 * @param traceState the W3C trace state
	 * @param attributes the link's attributes
	 * @param flags the W3C trace flags and OTLP's own
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "SpanLink")
	public record Link(@JsonProperty("trace_id") @Schema(implementation = String.class) TraceId traceId,
			@JsonProperty("span_id") @Schema(implementation = String.class) SpanId spanId,
			@JsonProperty("trace_state") String traceState,
			@JsonProperty("attributes") @Schema(implementation = Object.class,
					types = "object") @JsonSerialize(using = AttributesSerializer.class) Attributes attributes,
			@JsonProperty("flags") @JsonInclude(JsonInclude.Include.NON_DEFAULT) int flags) {

	}

	static SpanAnswer of(Span span, Trace trace) {
		boolean ended = span.endEpochNanos() > 0;
		return new SpanAnswer(span.spanId(), span.parentSpanId(), span.name(),
				(span.kind() != SpanKind.UNSPECIFIED) ? span.kind() : null,
				EpochTimes.toRfc3339(trace.startEpochNanosOf(span)), span.startEpochNanos() == 0,
				ended ? EpochTimes.toRfc3339(span.endEpochNanos()) : null,
				ended ? AnswerValues.millis(trace.durationNanosOf(span)) : null,
				new Status(span.status().code(), span.status().message()), span.attributes(),
				span.resource().attributes(), scope(span.scope()),
				span.events().stream().map(SpanAnswer::event).toList(),
				span.links().stream().map(SpanAnswer::link).toList(), span.traceState(), span.flags(),
				span.dropped().equals(Span.Dropped.NONE) ? null : span.dropped());
	}

	private static @Nullable ScopeAnswer scope(Scope scope) {
		boolean known = !scope.name().isEmpty() || !scope.version().isEmpty() || !scope.attributes().isEmpty();
		return known ? new ScopeAnswer(scope.name(), scope.version(), scope.attributes()) : null;
	}

	private static Event event(SpanEvent event) {
		return new Event(event.name(), (event.epochNanos() > 0) ? EpochTimes.toRfc3339(event.epochNanos()) : null,
				event.attributes());
	}

	private static Link link(SpanLink link) {
		return new Link(link.traceId(), link.spanId(), link.traceState(), link.attributes(), link.flags());
	}

}
