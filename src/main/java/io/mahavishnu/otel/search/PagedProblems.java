package io.mahavishnu.otel.search;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Documents what can go wrong wherever an answer has pages. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ReadProblems
@ApiResponse(responseCode = "400", description = "A parameter or the cursor is not valid",
		content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				schema = @Schema(implementation = ProblemDetail.class),
				examples = { @ExampleObject(name = "invalid-request", value = SearchExamples.INVALID_REQUEST),
						@ExampleObject(name = "invalid-cursor", value = SearchExamples.INVALID_CURSOR) }))
@ApiResponse(responseCode = "410", description = "What the first page saw is not kept any more",
		content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				schema = @Schema(implementation = ProblemDetail.class),
				examples = @ExampleObject(name = "cursor-expired", value = SearchExamples.CURSOR_EXPIRED)))
@interface PagedProblems {

}
