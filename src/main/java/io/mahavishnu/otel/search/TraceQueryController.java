package io.mahavishnu.otel.search;

import java.util.function.Function;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Traces by id and by filter over HTTP. */
@RestController
@RequestMapping(path = "/api/traces", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Read", description = "Read traces, services and figures")
class TraceQueryController {

	private static final String JSON = "json";

	private static final String OTLP = "otlp";

	private final SearchService service;

	private final RequestParser requests;

	TraceQueryController(SearchService service, RequestParser requests) {
		this.service = service;
		this.requests = requests;
	}

	@GetMapping
	@Operation(operationId = "recentTraces", summary = "List traces",
			description = "Ordered by start, newest first, unless sort says otherwise.")
	@Parameter(in = ParameterIn.QUERY, name = "sort",
			description = "by start, newest first; by duration, longest first; with :asc the other way round",
			schema = @Schema(type = "string", allowableValues = { "time", "time:asc", "duration", "duration:asc" },
					defaultValue = "time"))
	@FilterParameters
	@ApiResponse(responseCode = "200", description = "The traces",
			content = @Content(schema = @Schema(implementation = RecentAnswer.class),
					examples = @ExampleObject(SearchExamples.RECENT_ANSWER)))
	@PagedProblems
	RecentAnswer recent(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
		return this.service.recent(this.requests.recent(SearchRequest.of(parameters)));
	}

	@GetMapping("/{trace_id}")
	@Operation(operationId = "getTrace", summary = "Read a whole trace",
			description = "Its spans have the field names of the simple JSON input.")
	@ApiResponse(responseCode = "200", description = "The trace",
			content = @Content(schema = @Schema(implementation = TraceAnswer.class),
					examples = @ExampleObject(SearchExamples.TRACE_ANSWER)))
	@ApiResponse(responseCode = "400", description = "The id or the format is not valid",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(name = "invalid-request", value = SearchExamples.INVALID_REQUEST)))
	@ApiResponse(responseCode = "404", description = "The trace is not known",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(name = "trace-not-found", value = SearchExamples.TRACE_NOT_FOUND)))
	@ReadProblems
	TraceForm get(
			@Parameter(description = "The trace's id",
					example = SearchExamples.TRACE_ID) @PathVariable("trace_id") String id,
			@Parameter(description = "How the trace is written",
					schema = @Schema(type = "string", allowableValues = { JSON, OTLP },
							defaultValue = JSON)) @RequestParam(name = "format", defaultValue = JSON) String format) {
		Function<Trace, TraceForm> form = switch (format) {
			case JSON -> TraceAnswer::of;
			case OTLP -> OtlpAnswer::new;
			default ->
				throw TraceProblem.invalidRequest("format must be json or otlp but is " + Excerpt.quoted(format));
		};
		TraceId traceId = RequestParser.traceId(id);
		return this.service.get(traceId).map(form).orElseThrow(() -> TraceProblem.traceNotFound(id));
	}

	@GetMapping("/{trace_id}/similar")
	@Operation(operationId = "similarTraces", summary = "Find traces like this one",
			description = "By meaning, most alike first, without the trace itself; with group=shape without its shape.")
	@RankingParameters
	@ApiResponse(responseCode = "200", description = "The traces found",
			content = @Content(schema = @Schema(implementation = SimilarAnswer.class),
					examples = @ExampleObject(SearchExamples.SIMILAR_ANSWER)))
	@ApiResponse(responseCode = "404", description = "The trace is not known",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(name = "trace-not-found", value = SearchExamples.TRACE_NOT_FOUND)))
	@PagedProblems
	SimilarAnswer similar(
			@Parameter(description = "The trace's id",
					example = SearchExamples.TRACE_ID) @PathVariable("trace_id") String id,
			@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
		SimilarQuery query = this.requests.similar(RequestParser.traceId(id), SearchRequest.of(parameters));
		return this.service.similar(query).orElseThrow(() -> TraceProblem.traceNotFound(id));
	}

}
