package io.mahavishnu.otel.receive;

import java.io.InputStream;
import java.net.URI;

import io.mahavishnu.otel.ingest.IngestProperties;
import io.mahavishnu.otel.ingest.IngestService;
import io.mahavishnu.otel.ingest.IngestedBatch;
import io.mahavishnu.otel.ingest.IngestedTrace;
import io.mahavishnu.otel.ingest.StoredTrace;
import io.mahavishnu.otel.ingest.TraceSubmission;
import io.mahavishnu.otel.ingest.Wait;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import io.mahavishnu.otel.trace.TraceId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes traces as simple JSON, and deletes them. */
@RestController
@RequestMapping("/api/traces")
@Tag(name = "Ingest", description = "Send traces, and delete them")
class TraceController {

	private static final String PROBLEM = MediaType.APPLICATION_PROBLEM_JSON_VALUE;

	private static final String WAIT = """
			true: answer when the traces can be found; false: as soon as they are durable""";

	private final IngestService service;

	private final BatchReader batches;

	private final ReceiveProperties properties;

	private final IngestProperties ingest;

	private final BytesInFlight inFlight;

	private final ReceiveMeters meters;

	TraceController(IngestService service, BatchReader batches, ReceiveProperties properties, IngestProperties ingest,
			BytesInFlight inFlight, ReceiveMeters meters) {
		this.service = service;
		this.batches = batches;
		this.properties = properties;
		this.ingest = ingest;
		this.inFlight = inFlight;
		this.meters = meters;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "ingestTrace", summary = "Send one trace", description = """
			Stores a trace, or further spans of one that is stored. The same request sent again changes nothing.""",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"),
							examples = @ExampleObject(name = "trace", value = ReceiveExamples.TRACE))))
	@ApiResponse(responseCode = "201", description = "Durable and, if the index kept up, searchable",
			headers = @Header(name = "Location", description = "The path of the trace",
					schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = IngestedTrace.class),
					examples = @ExampleObject(ReceiveExamples.INGESTED)))
	@ApiResponse(responseCode = "202", description = "Durable; it can be found a little later",
			content = @Content(schema = @Schema(implementation = IngestedTrace.class),
					examples = @ExampleObject(ReceiveExamples.DURABLE)))
	@ApiResponse(responseCode = "400", description = "The trace does not follow the contract",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.INVALID_TRACE)))
	@ApiResponse(responseCode = "413", description = "The body is too large",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.TOO_LARGE)))
	@ApiResponse(responseCode = "415", description = "The body is no JSON by its Content-Type",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.MEDIA_TYPE)))
	@ApiResponse(responseCode = "503", description = "Send the same again later",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.OVERLOADED)))
	ResponseEntity<IngestedTrace> ingest(@Parameter(hidden = true) HttpServletRequest request,
			@Parameter(description = WAIT, schema = @Schema(type = "boolean", defaultValue = "true")) @RequestParam(
					defaultValue = "true") String wait) {
		Wait waitFor = waitFor(wait);
		IngestedTrace ingested = this.meters.request(Transport.JSON,
				() -> this.service.answer(store(request), waitFor));
		HttpStatus status = switch (waitFor) {
			case UNTIL_SEARCHABLE -> HttpStatus.CREATED;
			case UNTIL_DURABLE -> HttpStatus.ACCEPTED;
		};
		return ResponseEntity.status(status).location(URI.create("/api/traces/" + ingested.traceId())).body(ingested);
	}

	@PostMapping(path = "/batch", consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE },
			produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "ingestBatch", summary = "Send many traces", description = """
			An array, an object with `traces`, or NDJSON with a trace a line, read as a stream. One bad trace never
			stops the others.""",
			requestBody = @RequestBody(required = true,
					content = {
							@Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "array"),
									examples = @ExampleObject(name = "array", value = ReceiveExamples.BATCH)),
							@Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string"),
									examples = @ExampleObject(name = "lines", value = ReceiveExamples.LINES)) }))
	@ApiResponse(responseCode = "200", description = "What became of the traces",
			content = @Content(schema = @Schema(implementation = IngestedBatch.class),
					examples = @ExampleObject(ReceiveExamples.INGESTED_BATCH)))
	@ApiResponse(responseCode = "400", description = "Nothing could be read",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.INVALID_BATCH)))
	@ApiResponse(responseCode = "413", description = "The body is too large",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.TOO_LARGE)))
	@ApiResponse(responseCode = "415", description = "The body is neither JSON nor NDJSON by its Content-Type",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.MEDIA_TYPE)))
	@ApiResponse(responseCode = "503", description = "Send the same again later; what was stored counts once",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.OVERLOADED)))
	IngestedBatch ingestBatch(@Parameter(hidden = true) HttpServletRequest request,
			@Parameter(description = WAIT, schema = @Schema(type = "boolean", defaultValue = "true")) @RequestParam(
					defaultValue = "true") String wait) {
		Wait waitFor = waitFor(wait);
		IngestedBatch ingested = this.meters.request(Transport.JSON_BATCH, () -> readBatch(request, waitFor));
		this.meters.countSpans(Transport.JSON_BATCH, ingested.spans());
		this.meters.countRejected(Transport.JSON_BATCH, "refused", ingested.failed());
		return ingested;
	}

	@DeleteMapping("/{trace_id}")
	@Operation(operationId = "deleteTrace", summary = "Delete a trace",
			description = "Its spans, the passages that only it had, and its index entries are gone afterwards.")
	@ApiResponse(responseCode = "204", description = "It is deleted, durably", content = @Content)
	@ApiResponse(responseCode = "400", description = "This can be no trace's id",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.INVALID_ID)))
	@ApiResponse(responseCode = "404", description = "No such trace is stored",
			content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class),
					examples = @ExampleObject(ReceiveExamples.NOT_FOUND)))
	ResponseEntity<Void> delete(
			@Parameter(example = "checkout-42", description = "The trace's id") @PathVariable("trace_id") String id) {
		TraceId traceId = traceId(id);
		if (!this.service.delete(traceId)) {
			throw new TraceProblem(ProblemType.TRACE_NOT_FOUND, "no trace is stored under " + traceId);
		}
		return ResponseEntity.noContent().build();
	}

	/**
	 * Stores a trace; its body is in flight until it is durable, not until it is found.
	 */
	private StoredTrace store(HttpServletRequest request) {
		this.inFlight.requireRoom();
		try (BytesInFlight.Share share = this.inFlight.open(Transport.JSON)) {
			TraceSubmission submission = SimpleJsonDecoder.decode(BodyStream.open(request, this.properties.bodyMax(),
					"body-max", this.properties.readTimeout(), share::take),
					RequestSize.ofTrace(this.ingest, this.properties));
			StoredTrace stored = this.service.store(submission);
			this.meters.countSpans(Transport.JSON, submission.spans().size());
			return stored;
		}
	}

	private IngestedBatch readBatch(HttpServletRequest request, Wait wait) {
		InputStream body = BodyStream.open(request, this.properties.batchBodyMax(), "batch-body-max",
				this.properties.readTimeout(), (count) -> this.meters.countBytes(Transport.JSON_BATCH, count));
		MediaType type = MediaType.parseMediaType(request.getContentType());
		return type.isCompatibleWith(MediaType.APPLICATION_NDJSON) ? this.batches.readLines(body, wait)
				: this.batches.readJson(body, wait);
	}

	private static Wait waitFor(String wait) {
		return switch (wait) {
			case "true" -> Wait.UNTIL_SEARCHABLE;
			case "false" -> Wait.UNTIL_DURABLE;
			default -> throw TraceProblem.invalidRequest("wait must be true or false but is " + Excerpt.quoted(wait));
		};
	}

	private static TraceId traceId(String id) {
		try {
			return TraceIdField.of(id);
		}
		catch (IllegalArgumentException unfit) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST, String.valueOf(unfit.getMessage()), unfit);
		}
	}

}
