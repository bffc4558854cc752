package io.mahavishnu.otel.search;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.OperationFigures;
import io.mahavishnu.otel.store.ServiceFigures;
import io.mahavishnu.otel.store.SpanFigures;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.Excerpt;

/**
 * Figures of a service, or of one of its operations.
 *
 * @param name the service, or the name of the operation's spans
 * @param traceCount distinct traces, of a large store an estimate
 * @param spanCount spans
 * @param errorCount spans that failed
 * @param duration durations of the spans
 * @param lastSeen the latest start, RFC 3339 in UTC
 */
public record FiguresAnswer(@JsonProperty("name") String name, @JsonProperty("trace_count") long traceCount,
		@JsonProperty("span_count") long spanCount, @JsonProperty("error_count") long errorCount,
		@JsonProperty("duration_ms") Duration duration, @JsonProperty("last_seen") String lastSeen) {

	/**
	 * Percentiles of durations.
	 *
	 * @param p50 the median, milliseconds
	 * @param p95 the 95th percentile, milliseconds
	 * @param p99 the 99th percentile, milliseconds
	 */
	public record Duration(@JsonProperty("p50") BigDecimal p50, @JsonProperty("p95") BigDecimal p95,
			@JsonProperty("p99") BigDecimal p99) {

	}

	/** The figures of a service. */
	public static FiguresAnswer of(ServiceFigures service) {
		return of(service.name(), service.spans());
	}

	/**
	 * The figures of a service's operations.
	 * @param service the service
	 * @param operations its operations
	 * @throws TraceProblem {@code NOT_FOUND} when there are none
	 */
	public static List<FiguresAnswer> ofOperations(String service, List<OperationFigures> operations) {
		if (operations.isEmpty()) {
			throw new TraceProblem(ProblemType.NOT_FOUND,
					"no span of the service " + Excerpt.quoted(service) + " is stored");
		}
		return operations.stream().map((operation) -> of(operation.name(), operation.spans())).toList();
	}

	private static FiguresAnswer of(String name, SpanFigures spans) {
		return new FiguresAnswer(name, spans.traceCount(), spans.spanCount(), spans.errorCount(),
				new Duration(AnswerValues.millis(spans.p50Nanos()), AnswerValues.millis(spans.p95Nanos()),
						AnswerValues.millis(spans.p99Nanos())),
				EpochTimes.toRfc3339(spans.lastSeenEpochNanos()));
	}

}
