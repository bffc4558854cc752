package io.mahavishnu.otel.mcp;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mahavishnu.otel.analysis.AnalysisProperties;
import io.mahavishnu.otel.analysis.ComparisonAnswer;
import io.mahavishnu.otel.analysis.CriticalPathAnswer;
import io.mahavishnu.otel.analysis.ErrorsAnswer;
import io.mahavishnu.otel.analysis.SpanReference;
import io.mahavishnu.otel.analysis.ThresholdParser;
import io.mahavishnu.otel.analysis.TraceComparison;
import io.mahavishnu.otel.analysis.TraceOutline;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.search.AnswerValues;
import io.mahavishnu.otel.search.RequestParser;
import io.mahavishnu.otel.search.SearchService;
import io.mahavishnu.otel.search.SpanAnswer;
import io.mahavishnu.otel.search.TraceAnswer;
import io.mahavishnu.otel.trace.Excerpt;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.Trace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tools that read a trace, and what follows from it. */
final class TraceTools {

	private static final String TRACE_ID = "trace_id";

	private final SearchService service;

	private final AnalysisProperties analysis;

	private final JsonMapper json;

	private final AnswerPages pages;

	TraceTools(SearchService service, AnalysisProperties analysis, JsonMapper json, AnswerPages pages) {
		this.service = service;
		this.analysis = analysis;
		this.json = json;
		this.pages = pages;
	}

	List<TraceTool> tools() {
		return List.of(new TraceTool("get_otel_trace", this::get), new TraceTool("trace_errors", this::errors),
				new TraceTool("critical_path", this::criticalPath), new TraceTool("compare_traces", this::compare));
	}

	/**
	 * A line of an outline.
	 *
	 * @param depth how many spans stand above it
	 * @param span the span
	 * @param offsetMillis its start, milliseconds from the trace's
	 * @param durationMillis its duration, milliseconds, or null when its end is unknown
	 * @param error what its status says, when it failed
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record Line(@JsonProperty("depth") int depth, @JsonUnwrapped SpanReference span,
			@JsonProperty("offset_ms") BigDecimal offsetMillis,
			@JsonProperty("duration_ms") @Nullable BigDecimal durationMillis,
			@JsonProperty("error") @Nullable String error) {

		static Line of(TraceOutline.Line line, Trace trace) {
			Span span = line.span();
			return new Line(line.depth(), SpanReference.of(span),
					AnswerValues.millis(trace.startEpochNanosOf(span) - trace.startEpochNanos()),
					(span.endEpochNanos() > 0) ? AnswerValues.millis(trace.durationNanosOf(span)) : null,
					span.status().isError() ? span.status().message() : null);
		}

	}

	/** The outline of a trace, from some place on. */
	ObjectNode outline(String id, @Nullable String cursor) {
		Trace trace = read(id);
		ObjectNode answer = this.json.valueToTree(TraceAnswer.of(trace).trace());
		answer.remove("metadata");
		answer.set("outline", this.json
			.valueToTree(TraceOutline.of(trace).lines().stream().map((line) -> Line.of(line, trace)).toList()));
		return this.pages.page(answer, List.of("outline"), cursor);
	}

	private ObjectNode get(Arguments arguments) {
		String id = arguments.require(TRACE_ID);
		String spanId = arguments.text("span_id");
		String cursor = arguments.text(Arguments.CURSOR);
		return (spanId != null) ? span(id, spanId, cursor) : outline(id, cursor);
	}

	private ObjectNode span(String id, String spanId, @Nullable String cursor) {
		SpanAnswer span = TraceAnswer.of(read(id))
			.spans()
			.stream()
			.filter((each) -> each.spanId().value().equalsIgnoreCase(spanId))
			.findFirst()
			.orElseThrow(() -> TraceProblem.invalidRequest(
					"span_id " + Excerpt.quoted(spanId) + " is not in trace " + id + ": take it from the outline"));
		return this.pages.part("span", span, cursor).put(TRACE_ID, id);
	}

	private ObjectNode errors(Arguments arguments) {
		return this.pages.page(ErrorsAnswer.of(read(arguments.require(TRACE_ID)), this.analysis), List.of("failures"),
				arguments.text(Arguments.CURSOR));
	}

	private ObjectNode criticalPath(Arguments arguments) {
		return this.pages.page(CriticalPathAnswer.of(read(arguments.require(TRACE_ID))), List.of("spans", "segments"),
				arguments.text(Arguments.CURSOR));
	}

	private ObjectNode compare(Arguments arguments) {
		TraceComparison.Threshold threshold = ThresholdParser.of(arguments.text("min_slowdown_ms"),
				arguments.text("min_slowdown_ratio"));
		TraceComparison comparison = TraceComparison.of(read(arguments.require(TRACE_ID)),
				read(arguments.require("other_trace_id")), threshold);
		return this.pages.page(ComparisonAnswer.of(comparison), List.of("newly_failing", "slower", "added", "missing"),
				arguments.text(Arguments.CURSOR));
	}

	private Trace read(String id) {
		return this.service.get(RequestParser.traceId(id)).orElseThrow(() -> TraceProblem.traceNotFound(id));
	}

}
