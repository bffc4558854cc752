package io.mahavishnu.otel.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import com.google.rpc.Status;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The two forms of OTLP's messages over HTTP. An answer has the form of its request. */
enum OtlpEncoding {

	/** Protobuf. */
	PROTOBUF(MediaType.parseMediaType("application/x-protobuf")) {

		@Override
		void decode(InputStream body, OtlpExport export) throws IOException {
			// Protobuf reads an array faster than a stream.
			OtlpProtobufDecoder.decode(UnsafeByteOperations.unsafeWrap(body.readAllBytes()), export);
		}

		@Override
		byte[] encode(ExportTraceServiceResponse response) {
			return bytes(response);
		}

		@Override
		byte[] encode(Status status) {
			return bytes(status);
		}

	},

	/** OTLP's JSON. */
	JSON(MediaType.APPLICATION_JSON) {

		@Override
		void decode(InputStream body, OtlpExport export) {
			OtlpJsonDecoder.decode(body, export);
		}

		@Override
		byte[] encode(ExportTraceServiceResponse response) {
			return json((generator) -> {
				if (response.hasPartialSuccess()) {
					generator.writeName("partialSuccess");
					generator.writeStartObject();
					generator.writeStringProperty("rejectedSpans",
							Long.toString(response.getPartialSuccess().getRejectedSpans()));
					generator.writeStringProperty("errorMessage", response.getPartialSuccess().getErrorMessage());
					generator.writeEndObject();
				}
			});
		}

		@Override
		byte[] encode(Status status) {
			return json((generator) -> {
				generator.writeNumberProperty("code", status.getCode());
				generator.writeStringProperty("message", status.getMessage());
			});
		}

	};

	private static final JsonFactory JSON_FACTORY = new JsonFactory();

	private final MediaType mediaType;

	OtlpEncoding(MediaType mediaType) {
		this.mediaType = mediaType;
	}

	MediaType mediaType() {
		return this.mediaType;
	}

	/**
	 * Adds all spans of a request's body to an export.
	 * @throws TraceProblem when it cannot be decoded
	 * @throws IOException when it cannot be decoded or read
	 */
	abstract void decode(InputStream body, OtlpExport export) throws IOException;

	/** The body of an answer. */
	abstract byte[] encode(ExportTraceServiceResponse response);

	/** The body of an error. */
	abstract byte[] encode(Status status);

	/**
	 * The encoding that a request names.
	 * @throws TraceProblem {@code UNSUPPORTED_MEDIA_TYPE} when it names none of them
	 */
	static OtlpEncoding of(@Nullable String contentType) {
		MediaType type = parsed(contentType);
		if (type != null && type.equalsTypeAndSubtype(PROTOBUF.mediaType)) {
			return PROTOBUF;
		}
		if (type != null && type.equalsTypeAndSubtype(JSON.mediaType)
				&& (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))) {
			return JSON;
		}
		throw new TraceProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE,
				"the Content-Type " + Excerpt.quoted(String.valueOf(contentType))
						+ " is not read here; send application/x-protobuf, " + "or application/json in UTF-8");
	}

	/** The encoding for an error: what the request names, else JSON. */
	static OtlpEncoding forError(@Nullable String contentType) {
		MediaType type = parsed(contentType);
		return (type != null && type.equalsTypeAndSubtype(PROTOBUF.mediaType)) ? PROTOBUF : JSON;
	}

	private static @Nullable MediaType parsed(@Nullable String contentType) {
		try {
			return (contentType != null) ? MediaType.parseMediaType(contentType) : null;
		}
		catch (InvalidMediaTypeException unreadable) {
			return null;
		}
	}

	private static byte[] bytes(MessageLite message) {
		return message.toByteArray();
	}

	private static byte[] json(Consumer<JsonGenerator> fields) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator generator = JSON_FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
			generator.writeStartObject();
			fields.accept(generator);
			generator.writeEndObject();
		}
		return bytes.toByteArray();
	}

}
