package io.mahavishnu.otel.analysis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.mahavishnu.otel.search.ReadProblems;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Documents what can go wrong wherever a trace is analysed. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ReadProblems
@ApiResponse(responseCode = "400", description = "An id or a parameter is not valid",
		content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				schema = @Schema(implementation = ProblemDetail.class),
				examples = { @ExampleObject(name = "invalid-id", value = AnalysisExamples.INVALID_ID),
						@ExampleObject(name = "invalid-threshold", value = AnalysisExamples.INVALID_THRESHOLD) }))
@ApiResponse(responseCode = "404", description = "The trace is not known",
		content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				schema = @Schema(implementation = ProblemDetail.class),
				examples = @ExampleObject(name = "trace-not-found", value = AnalysisExamples.NOT_FOUND)))
@interface AnalysisProblems {

}
