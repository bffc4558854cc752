package io.mahavishnu.otel.analysis;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mahavishnu.otel.search.AnswerValues;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The failures of a trace as an answer.
 *
 * @param traceId the trace
 * @param errorCount how many spans failed
 * @param failureCount how many failures there are, each from one span where it began
 * @param failures the failures, those that reached the top first; where there are more
 * than may be listed, the first
 */
public record ErrorsAnswer(@JsonProperty("trace_id") @Schema(implementation = String.class) TraceId traceId,
		@JsonProperty("error_count") int errorCount, @JsonProperty("failure_count") int failureCount,
		@JsonProperty("failures") List<Failure> failures) {

	public ErrorsAnswer {
		failures = List.copyOf(failures);
	}

	/**
	 * A failure.
	 *
	 * @param causes the failed spans: that where it began, then those above it that
	 * failed too
	 * @param path the spans from the top down to where it began; the nearest hundred
	 * @param depth how many spans stand above where it began
	 * @param reachedTop whether the span at the top failed too; else something above
	 * absorbed it
	 */
	@Schema(name = "Failure")
	public record Failure(@JsonProperty("causes") List<FailedSpan> causes,
			@JsonProperty("path") List<SpanReference> path, @JsonProperty("depth") int depth,
			@JsonProperty("reached_top") boolean reachedTop) {

		public Failure {
			causes = List.copyOf(causes);
			path = List.copyOf(path);
		}

	}

	/**
	 * A span that failed.
	 *
	 * @param span the span
	 * @param startTime its start, RFC 3339 in UTC
	 * @param durationMillis from start to end, milliseconds; 0 when its end is unknown
	 * @param message the message of its status
	 * @param exceptionType the type of its last exception, else its {@code error.type}
	 * @param exceptionMessage the message of its last exception
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	public record FailedSpan(@JsonUnwrapped SpanReference span, @JsonProperty("start_time") String startTime,
			@JsonProperty("duration_ms") BigDecimal durationMillis, @JsonProperty("message") String message,
			@JsonProperty("exception_type") @Nullable String exceptionType,
			@JsonProperty("exception_message") @Nullable String exceptionMessage) {

		static FailedSpan of(Span span, Trace trace) {
			Attributes exception = lastException(span);
			String type = exception.text("exception.type");
			return new FailedSpan(SpanReference.of(span), EpochTimes.toRfc3339(trace.startEpochNanosOf(span)),
					AnswerValues.millis(trace.durationNanosOf(span)), span.status().message(),
					(type != null) ? type : span.attributes().text("error.type"), exception.text("exception.message"));
		}

		/** The last exception event's attributes, else the span's own. */
		private static Attributes lastException(Span span) {
			return span.events()
				.reversed()
				.stream()
				.filter((event) -> event.name().equals("exception"))
				.map(SpanEvent::attributes)
				.findFirst()
				.orElse(span.attributes());
		}

	}

	/** The failures of a trace, as many as may be listed. */
	public static ErrorsAnswer of(Trace trace, AnalysisProperties properties) {
		TraceErrors errors = TraceErrors.of(trace, properties.failuresListedMax());
		List<Failure> failures = errors.failures()
			.stream()
			.map((failure) -> new Failure(failure.causes().stream().map((span) -> FailedSpan.of(span, trace)).toList(),
					failure.path().stream().map(SpanReference::of).toList(), failure.depth(),
					failure.reach() == TraceErrors.Reach.TOP))
			.toList();
		return new ErrorsAnswer(trace.id(), trace.errorCount(), errors.failureCount(), failures);
	}

}
