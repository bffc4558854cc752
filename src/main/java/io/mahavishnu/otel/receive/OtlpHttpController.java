package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionException;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * OTLP over HTTP. Errors are bodies of gRPC's {@code Status} in the request's encoding,
 * as the OTLP specification rules (section "OTLP/HTTP Response").
 */
@RestController
@RequestMapping("/v1/traces")
@Tag(name = "OTLP", description = "What OpenTelemetry exporters send")
class OtlpHttpController {

	private static final Logger log = LoggerFactory.getLogger(OtlpHttpController.class);

	private final OtlpReceiver receiver;

	private final ReceiveProperties properties;

	private final BytesInFlight inFlight;

	private final ReceiveMeters meters;

	OtlpHttpController(OtlpReceiver receiver, ReceiveProperties properties, BytesInFlight inFlight,
			ReceiveMeters meters) {
		this.receiver = receiver;
		this.properties = properties;
		this.inFlight = inFlight;
		this.meters = meters;
	}

	@PostMapping
	@Operation(operationId = "exportTraces", summary = "Send spans by OTLP/HTTP", description = """
			Protobuf (`application/x-protobuf`) or OTLP's JSON, plain or compressed with gzip or zstd. Also on the OTLP
			port, 4318.""",
			requestBody = @RequestBody(required = true, content = {
					@Content(mediaType = "application/json", schema = @Schema(type = "object"),
							examples = @ExampleObject(name = "span", value = ReceiveExamples.OTLP)),
					@Content(mediaType = "application/x-protobuf", schema = @Schema(type = "string", format = "binary"),
							examples = @ExampleObject(name = "empty request", value = "")) }))
	@ApiResponse(responseCode = "200", description = "Durable; spans that can never be stored are counted",
			content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
					examples = { @ExampleObject(name = "all", value = "{}"),
							@ExampleObject(name = "partial success", value = ReceiveExamples.OTLP_PARTIAL) }))
	@ApiResponse(responseCode = "400", description = "The request cannot be decoded",
			content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
					examples = @ExampleObject(ReceiveExamples.OTLP_INVALID)))
	@ApiResponse(responseCode = "413", description = "The body is too large, perhaps after decompression",
			content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
					examples = @ExampleObject(ReceiveExamples.OTLP_TOO_LARGE)))
	@ApiResponse(responseCode = "415", description = "The type or the encoding of the body is not read here",
			content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
					examples = @ExampleObject(ReceiveExamples.OTLP_MEDIA_TYPE)))
	@ApiResponse(responseCode = "429", description = "Too many requests a second; send again after Retry-After",
			content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
					examples = @ExampleObject(ReceiveExamples.OTLP_RATE_LIMITED)))
	@ApiResponse(responseCode = "503", description = "Send the same again after Retry-After",
			content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
					examples = @ExampleObject(ReceiveExamples.OTLP_OVERLOADED)))
	ResponseEntity<byte[]> export(@Parameter(hidden = true) HttpServletRequest request) {
		return this.meters.request(Transport.OTLP_HTTP, () -> {
			OtlpEncoding encoding = OtlpEncoding.of(request.getContentType());
			try (BytesInFlight.Share share = this.inFlight.open(Transport.OTLP_HTTP)) {
				ExportTraceServiceResponse response = await(decode(request, encoding, share));
				return ResponseEntity.ok().contentType(encoding.mediaType()).body(encoding.encode(response));
			}
		});
	}

	@Hidden
	@RequestMapping(method = { RequestMethod.GET, RequestMethod.PUT, RequestMethod.DELETE, RequestMethod.PATCH })
	ResponseEntity<byte[]> refuseMethod(HttpServletRequest request) {
		this.meters.countRefused(Transport.OTLP_HTTP, ProblemType.METHOD_NOT_ALLOWED);
		return answer(request, ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not allowed here; use POST");
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(TraceProblem problem, HttpServletRequest request) {
		return answer(request, problem.type(), problem.detail());
	}

	/** Anything else is a defect: it goes to the log, and nothing of it to the caller. */
	@ExceptionHandler
	@Nullable ResponseEntity<byte[]> handle(Throwable defect, HttpServletRequest request) {
		if (DisconnectedClientHelper.isClientDisconnectedException(defect)) {
			return null;
		}
		log.error("An export over HTTP failed", defect);
		return answer(request, ProblemType.INTERNAL, "the service's log says why");
	}

	private OtlpExport decode(HttpServletRequest request, OtlpEncoding encoding, BytesInFlight.Share share) {
		this.inFlight.requireRoom();
		OtlpExport export = this.receiver.open();
		try (InputStream body = BodyStream.open(request, this.properties.bodyMax(), "body-max",
				this.properties.readTimeout(), share::take)) {
			encoding.decode(body, export);
		}
		catch (IOException unreadable) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST,
					"the body cannot be decoded: " + unreadable.getMessage(), unreadable);
		}
		return export;
	}

	private ExportTraceServiceResponse await(OtlpExport export) {
		try {
			return this.receiver.receive(export, Transport.OTLP_HTTP).join();
		}
		catch (CompletionException failed) {
			throw OtlpReceiver.problemOf(failed);
		}
	}

	private static ResponseEntity<byte[]> answer(HttpServletRequest request, ProblemType type, String detail) {
		return OtlpAnswers.of(type, detail, request.getContentType());
	}

}
