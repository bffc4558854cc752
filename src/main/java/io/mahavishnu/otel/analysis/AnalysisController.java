package io.mahavishnu.otel.analysis;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.search.RequestParser;
import io.mahavishnu.otel.search.SearchService;
import io.mahavishnu.otel.trace.Trace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What follows from whole traces, over HTTP. */
@RestController
@RequestMapping(path = "/api/traces/{trace_id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Analyse", description = "Where a trace's time went, where it failed, in what it differs from another")
class AnalysisController {

	private final SearchService service;

	private final AnalysisProperties properties;

	AnalysisController(SearchService service, AnalysisProperties properties) {
		this.service = service;
		this.properties = properties;
	}

	@GetMapping("/critical-path")
	@Operation(operationId = "criticalPath", summary = "See which spans decided how long a trace took",
			description = "The path ends with the root and goes back along what finished last. Its segments follow "
					+ "each other without overlap and sum to its duration.")
	@ApiResponse(responseCode = "200", description = "The critical path",
			content = @Content(schema = @Schema(implementation = CriticalPathAnswer.class),
					examples = @ExampleObject(AnalysisExamples.CRITICAL_PATH)))
	@AnalysisProblems
	CriticalPathAnswer criticalPath(@Parameter(description = "The trace's id",
			example = AnalysisExamples.TRACE_ID) @PathVariable("trace_id") String id) {
		return CriticalPathAnswer.of(read(id));
	}

	@GetMapping("/errors")
	@Operation(operationId = "traceErrors", summary = "See where a trace's failures began",
			description = "Each failure from the deepest failed span upwards; those that reached the top first. "
					+ "failure_count counts all, of which the first are listed.")
	@ApiResponse(responseCode = "200", description = "The failures; none when no span failed",
			content = @Content(schema = @Schema(implementation = ErrorsAnswer.class),
					examples = @ExampleObject(AnalysisExamples.ERRORS)))
	@AnalysisProblems
	ErrorsAnswer errors(@Parameter(description = "The trace's id",
			example = AnalysisExamples.TRACE_ID) @PathVariable("trace_id") String id) {
		return ErrorsAnswer.of(read(id), this.properties);
	}

	@GetMapping("/compare/{other_trace_id}")
	@Operation(operationId = "compareTraces", summary = "See in what a trace differs from another",
			description = "The first is the baseline, such as one that went well. Spans match by service and name at "
					+ "the same place below matching parents.")
	@ApiResponse(responseCode = "200", description = "The differences",
			content = @Content(schema = @Schema(implementation = ComparisonAnswer.class),
					examples = @ExampleObject(AnalysisExamples.COMPARISON)))
	@AnalysisProblems
	ComparisonAnswer compare(
			@Parameter(description = "The baseline's id",
					example = AnalysisExamples.TRACE_ID) @PathVariable("trace_id") String id,
			@Parameter(description = "The other trace's id",
					example = AnalysisExamples.OTHER_TRACE_ID) @PathVariable("other_trace_id") String otherId,
			@Parameter(description = "The least difference that counts as slower, milliseconds",
					schema = @Schema(type = "number", minimum = "0", maximum = "86400000",
							defaultValue = "1")) @RequestParam(name = "min_slowdown_ms",
									required = false) @Nullable String slowdownMillis,
			@Parameter(description = "The least quotient of the durations that counts as slower",
					schema = @Schema(type = "number", minimum = "1", maximum = "1000000",
							defaultValue = "1.5")) @RequestParam(name = "min_slowdown_ratio",
									required = false) @Nullable String slowdownRatio) {
		TraceComparison.Threshold threshold = ThresholdParser.of(slowdownMillis, slowdownRatio);
		return ComparisonAnswer.of(TraceComparison.of(read(id), read(otherId), threshold));
	}

	private Trace read(String id) {
		return this.service.get(RequestParser.traceId(id)).orElseThrow(() -> TraceProblem.traceNotFound(id));
	}

}
