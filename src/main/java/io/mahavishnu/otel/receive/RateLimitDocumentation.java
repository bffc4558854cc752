package io.mahavishnu.otel.receive;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/** Says of every operation that it may be refused at the gate. */
@Component
final class RateLimitDocumentation implements OpenApiCustomizer {

	private static final String STATUS = "429";

	@Override
	public void customise(OpenAPI document) {
		if (document.getPaths() == null) {
			return;
		}
		ApiResponse response = new ApiResponse()
			.description("Too many requests a second; send the same again after Retry-After")
			.content(new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					new MediaType().schema(new Schema<>().$ref("#/components/schemas/ProblemDetail"))
						.example(ReceiveExamples.RATE_LIMITED)));
		document.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.forEach((operation) -> operation.getResponses().putIfAbsent(STATUS, response));
	}

}
