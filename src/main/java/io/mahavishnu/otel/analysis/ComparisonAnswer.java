package io.mahavishnu.otel.analysis;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mahavishnu.otel.search.AnswerValues;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * In what a trace differs from a baseline, as an answer.
 *
 * @param traceId the baseline
 * @param otherTraceId the trace that is compared with it
 * @param durationMillis how long the baseline is, milliseconds
 * @param otherDurationMillis how long the other is, milliseconds
 * @param matchedSpans how many spans have a match
 * @param added the spans that only the other has
 * @param missing the spans that only the baseline has
 * @param slower matched spans that took longer in the other, the greatest difference
 * first
 * @param newlyFailing matched spans that failed in the other alone
 */
public record ComparisonAnswer(@JsonProperty("trace_id") @Schema(implementation = String.class) TraceId traceId,
		@JsonProperty("other_trace_id") @Schema(implementation = String.class) TraceId otherTraceId,
		@JsonProperty("duration_ms") BigDecimal durationMillis,
		@JsonProperty("other_duration_ms") BigDecimal otherDurationMillis,
		@JsonProperty("matched_spans") int matchedSpans, @JsonProperty("added") List<SpanReference> added,
		@JsonProperty("missing") List<SpanReference> missing, @JsonProperty("slower") List<Slower> slower,
		@JsonProperty("newly_failing") List<NewlyFailing> newlyFailing) {

	public ComparisonAnswer {
		added = List.copyOf(added);
		missing = List.copyOf(missing);
		slower = List.copyOf(slower);
		newlyFailing = List.copyOf(newlyFailing);
	}

	/**
	 * A span that took longer.
	 *
	 * @param span the baseline's span
	 * @param otherSpanId the other's span
	 * @param durationMillis how long the baseline's span took, milliseconds
	 * @param otherDurationMillis how long the other's span took, milliseconds
	 * @param differenceMillis how much longer the other's took, milliseconds
	 * @param depth how many spans stand above it; the cause of a delay is the deepest
	 */
	@Schema(name = "SlowerSpan")
	public record Slower(@JsonUnwrapped SpanReference span,
			@JsonProperty("other_span_id") @Schema(implementation = String.class) SpanId otherSpanId,
			@JsonProperty("duration_ms") BigDecimal durationMillis,
			@JsonProperty("other_duration_ms") BigDecimal otherDurationMillis,
			@JsonProperty("difference_ms") BigDecimal differenceMillis, @JsonProperty("depth") int depth) {

		static Slower of(TraceComparison.Pair pair) {
			return new Slower(SpanReference.of(pair.baseline()), pair.other().spanId(),
					AnswerValues.millis(pair.baselineDurationNanos()), AnswerValues.millis(pair.otherDurationNanos()),
					AnswerValues.millis(pair.differenceNanos()), pair.depth());
		}

	}

	/**
	 * A span that failed in the other alone.
	 *
	 * @param span the baseline's span
	 * @param otherSpanId the other's span
	 * @param message the message of the other's status
	 */
	@Schema(name = "NewlyFailingSpan")
	public record NewlyFailing(@JsonUnwrapped SpanReference span,
			@JsonProperty("other_span_id") @Schema(implementation = String.class) SpanId otherSpanId,
			@JsonProperty("message") String message) {

		static NewlyFailing of(TraceComparison.Pair pair) {
			return new NewlyFailing(SpanReference.of(pair.baseline()), pair.other().spanId(),
					pair.other().status().message());
		}

	}

	/** The answer that a comparison is. */
	public static ComparisonAnswer of(TraceComparison comparison) {
		return new ComparisonAnswer(comparison.baseline().id(), comparison.other().id(),
				AnswerValues.millis(comparison.baseline().durationNanos()),
				AnswerValues.millis(comparison.other().durationNanos()), comparison.matchedSpans(),
				references(comparison.added()), references(comparison.missing()),
				comparison.slower().stream().map(Slower::of).toList(),
				comparison.newlyFailing().stream().map(NewlyFailing::of).toList());
	}

	private static List<SpanReference> references(List<Span> spans) {
		return spans.stream().map(SpanReference::of).toList();
	}

}
