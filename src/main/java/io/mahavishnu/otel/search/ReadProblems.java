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

/** Documents what can go wrong wherever traces are read. */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "503", description = "It cannot be read now",
		content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				schema = @Schema(implementation = ProblemDetail.class),
				examples = { @ExampleObject(name = "store-unavailable", value = SearchExamples.STORE_UNAVAILABLE),
						@ExampleObject(name = "model-unavailable", value = SearchExamples.MODEL_UNAVAILABLE),
						@ExampleObject(name = "ingester-disabled", value = SearchExamples.INGESTER_DISABLED) }))
public @interface ReadProblems {

}
