package io.mahavishnu.otel.search;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Figures of services and of the whole over HTTP. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Read", description = "Read traces, services and figures")
class FiguresController {

	private final SearchService service;

	FiguresController(SearchService service) {
		this.service = service;
	}

	/**
	 * All services.
	 *
	 * @param services figures of each, by name
	 */
	record ServicesAnswer(@JsonProperty("services") List<FiguresAnswer> services) {

	}

	/**
	 * All operations of a service.
	 *
	 * @param service the service
	 * @param operations figures of each span name, by name
	 */
	record OperationsAnswer(@JsonProperty("service") String service,
			@JsonProperty("operations") List<FiguresAnswer> operations) {

	}

	@GetMapping("/services")
	@Operation(operationId = "services", summary = "List the services",
			description = "Ordered by name. Spans and errors are counted exactly, percentiles are right to two"
					+ " hundredths. Traces are counted exactly while the store is small; later their number is an estimate,"
					+ " mostly right to a hundredth, and to three for the traces of a span name.")
	@ApiResponse(responseCode = "200", description = "Figures of each service",
			content = @Content(schema = @Schema(implementation = ServicesAnswer.class),
					examples = @ExampleObject(SearchExamples.SERVICES_ANSWER)))
	@ReadProblems
	ServicesAnswer services() {
		return new ServicesAnswer(this.service.services().stream().map(FiguresAnswer::of).toList());
	}

	@GetMapping("/services/{name}/operations")
	@Operation(operationId = "operations", summary = "List the span names of a service",
			description = "Ordered by name. The figures are as exact as those of services.")
	@ApiResponse(responseCode = "200", description = "Figures of each span name",
			content = @Content(schema = @Schema(implementation = OperationsAnswer.class),
					examples = @ExampleObject(SearchExamples.OPERATIONS_ANSWER)))
	@ApiResponse(responseCode = "404", description = "The service is not known",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(name = "not-found", value = SearchExamples.SERVICE_NOT_FOUND)))
	@ReadProblems
	OperationsAnswer operations(@Parameter(description = "The service",
			example = SearchExamples.SERVICE) @PathVariable("name") String name) {
		return new OperationsAnswer(name, FiguresAnswer.ofOperations(name, this.service.operations(name)));
	}

	@GetMapping("/stats")
	@Operation(operationId = "stats", summary = "Count what is stored and indexed")
	@ApiResponse(responseCode = "200", description = "The counts",
			content = @Content(schema = @Schema(implementation = StatsAnswer.class),
					examples = @ExampleObject(SearchExamples.STATS_ANSWER)))
	@ReadProblems
	StatsAnswer stats() {
		return this.service.stats();
	}

}
