package io.mahavishnu.otel.search;

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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Questions in words over HTTP. */
@RestController
@RequestMapping(path = "/api/traces/search", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Search", description = "Find traces by meaning, by words and by structure")
class SearchController {

	static final String SORT = "The order of the best results (as many as search.ordered-max says): by score, best first; "
			+ "by start, newest first; by duration, longest first; with :asc the other way round";

	private final SearchService service;

	private final RequestParser requests;

	SearchController(SearchService service, RequestParser requests) {
		this.service = service;
		this.requests = requests;
	}

	@GetMapping
	@Operation(operationId = "searchTraces", summary = "Find traces by a question in words",
			description = "Ordered by score, best first, unless sort says otherwise; equal scores by time, newest first.")
	@Parameter(in = ParameterIn.QUERY, name = "query", required = true, example = SearchExamples.QUERY,
			description = "The question, 1 to 4,000 characters", schema = @Schema(type = "string"))
	@Parameter(in = ParameterIn.QUERY, name = "mode",
			description = "semantic: by cosine, cut at the threshold; keyword: by BM25; hybrid: both, fused",
			schema = @Schema(type = "string", allowableValues = { "hybrid", "semantic", "keyword" },
					defaultValue = "hybrid"))
	@Parameter(in = ParameterIn.QUERY, name = "sort", description = SORT, schema = @Schema(type = "string",
			allowableValues = { "score", "time", "time:asc", "duration", "duration:asc" }, defaultValue = "score"))
	@RankingParameters
	@ApiResponse(responseCode = "200", description = "The traces found",
			content = @Content(schema = @Schema(implementation = SearchAnswer.class),
					examples = @ExampleObject(SearchExamples.ANSWER)))
	@PagedProblems
	SearchAnswer search(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
		return this.service.search(this.requests.search(SearchRequest.of(parameters)));
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "searchTracesByBody", summary = "Find traces by a question in words",
			description = "The same as GET, with the same names in a JSON body.")
	@ApiResponse(responseCode = "200", description = "The traces found",
			content = @Content(schema = @Schema(implementation = SearchAnswer.class),
					examples = @ExampleObject(SearchExamples.ANSWER)))
	@ApiResponse(responseCode = "415", description = "The body is not JSON",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(name = "unsupported-media-type",
							value = SearchExamples.UNSUPPORTED_MEDIA_TYPE)))
	@PagedProblems
	SearchAnswer search(@RequestBody SearchRequest request) {
		return this.service.search(this.requests.search(request));
	}

}
