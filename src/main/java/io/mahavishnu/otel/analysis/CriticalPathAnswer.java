package io.mahavishnu.otel.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mahavishnu.otel.search.AnswerValues;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A critical path as an answer.
 *
 * @param traceId the trace
 * @param startTime where the path begins, RFC 3339 in UTC
 * @param durationMillis how long the path is, milliseconds
 * @param traceDurationMillis how long the trace is, milliseconds; longer than the path
 * when something asynchronous outlived the root
 * @param spans the spans on the path, that with the most time of its own first
 * @param segments the path in order of time; the durations sum to the path's
 */
public record CriticalPathAnswer(@JsonProperty("trace_id") @Schema(implementation = String.class) TraceId traceId,
		@JsonProperty("start_time") String startTime, @JsonProperty("duration_ms") BigDecimal durationMillis,
		@JsonProperty("trace_duration_ms") BigDecimal traceDurationMillis, @JsonProperty("spans") List<SpanShare> spans,
		@JsonProperty("segments") List<Segment> segments) {

	private static final int SHARE_DIGITS = 4;

	public CriticalPathAnswer {
		spans = List.copyOf(spans);
		segments = List.copyOf(segments);
	}

	/**
	 * How much of the path a span is by itself.
	 *
	 * @param span the span
	 * @param selfMillis its time on the path, without that of its children on the path,
	 * milliseconds
	 * @param share that time as a share of the path, in [0, 1]
	 */
	public record SpanShare(@JsonUnwrapped SpanReference span, @JsonProperty("self_ms") BigDecimal selfMillis,
			@JsonProperty("share") BigDecimal share) {

	}

	/**
	 * A stretch of the path.
	 *
	 * @param spanId the span that decided it, or null when none ran
	 * @param offsetMillis when it begins, milliseconds from the start of the path
	 * @param durationMillis its duration, milliseconds
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(name = "CriticalPathSegment")
	public record Segment(@JsonProperty("span_id") @Schema(implementation = String.class) @Nullable SpanId spanId,
			@JsonProperty("offset_ms") BigDecimal offsetMillis,
			@JsonProperty("duration_ms") BigDecimal durationMillis) {

	}

	/** The critical path of a trace. */
	public static CriticalPathAnswer of(Trace trace) {
		CriticalPath path = CriticalPath.of(trace);
		return new CriticalPathAnswer(path.traceId(), EpochTimes.toRfc3339(path.startEpochNanos()),
				AnswerValues.millis(path.durationNanos()), AnswerValues.millis(trace.durationNanos()),
				path.selfNanosBySpan().stream().map((self) -> share(self, path.durationNanos())).toList(),
				path.segments().stream().map((segment) -> segment(segment, path.startEpochNanos())).toList());
	}

	private static SpanShare share(Map.Entry<Span, Long> self, long pathNanos) {
		BigDecimal share = BigDecimal.valueOf(self.getValue())
			.divide(BigDecimal.valueOf(pathNanos), SHARE_DIGITS, RoundingMode.HALF_UP);
		return new SpanShare(SpanReference.of(self.getKey()), AnswerValues.millis(self.getValue()), share);
	}

	private static Segment segment(CriticalPath.Segment segment, long pathStartEpochNanos) {
		Span span = segment.span();
		return new Segment((span != null) ? span.spanId() : null,
				AnswerValues.millis(segment.startEpochNanos() - pathStartEpochNanos),
				AnswerValues.millis(segment.durationNanos()));
	}

}
