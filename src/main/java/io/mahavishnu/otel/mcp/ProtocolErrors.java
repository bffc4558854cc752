package io.mahavishnu.otel.mcp;

import java.io.IOException;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.EntityResponse;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers what the transport refuses as JSON-RPC 2.0 demands (section 5.1). By itself it
 * writes the exception out, stack trace and all.
 */
final class ProtocolErrors implements HandlerFilterFunction<ServerResponse, ServerResponse> {

	private static final Logger log = LoggerFactory.getLogger(ProtocolErrors.class);

	/** How the SDK says that it does not know a method; it gives the code of a defect. */
	private static final String UNKNOWN_METHOD = "Missing handler for request type";

	private final JsonMapper json;

	ProtocolErrors(JsonMapper json) {
		this.json = json;
	}

	@Override
	public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
		if (!request.method().equals(HttpMethod.POST)) {
			return next.handle(request);
		}
		JsonNode message = read(request);
		if (message.isMissingNode()) {
			return answer(HttpStatus.BAD_REQUEST, message, McpSchema.ErrorCodes.PARSE_ERROR, "the body is not JSON");
		}
		// Looked at here, since the SDK takes some of what is none for a defect of its
		// own.
		if (!isRequestOrNotification(message)) {
			return noRequest(HttpStatus.BAD_REQUEST, message);
		}
		ServerResponse response = next.handle(request);
		if (response instanceof EntityResponse<?> answer && answer.entity() instanceof McpError error) {
			return refusal(message, error, response.statusCode());
		}
		return response;
	}

	private static boolean isRequestOrNotification(JsonNode message) {
		JsonNode id = message.path("id");
		JsonNode params = message.path("params");
		return message.path("jsonrpc").asString("").equals(McpSchema.JSONRPC_VERSION)
				&& message.path("method").isString() && (id.isMissingNode() || id.isString() || id.isIntegralNumber())
				&& (params.isMissingNode() || params.isNull() || params.isObject());
	}

	private ServerResponse noRequest(HttpStatusCode status, JsonNode message) {
		return answer(status, message, McpSchema.ErrorCodes.INVALID_REQUEST,
				"the body is no request or notification of JSON-RPC 2.0");
	}

	private ServerResponse refusal(JsonNode message, McpError error, HttpStatusCode status) {
		if (status.is4xxClientError()) {
			return noRequest(status, message);
		}
		if (String.valueOf(error.getMessage()).contains(UNKNOWN_METHOD)) {
			return answer(HttpStatus.OK, message, McpSchema.ErrorCodes.METHOD_NOT_FOUND,
					"there is no such method here: see the capabilities in the answer to initialize");
		}
		log.error("A request of an agent failed", error);
		return answer(status, message, McpSchema.ErrorCodes.INTERNAL_ERROR, "the service's log says why");
	}

	private ServerResponse answer(HttpStatusCode status, JsonNode message, int code, String text) {
		ObjectNode answer = this.json.createObjectNode().put("jsonrpc", McpSchema.JSONRPC_VERSION);
		JsonNode id = message.path("id");
		if (id.isString() || id.isNumber()) {
			answer.set("id", id);
		}
		else {
			answer.putNull("id");
		}
		answer.putObject("error").put("code", code).put("message", text);
		return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).body(answer.toString());
	}

	private JsonNode read(ServerRequest request) throws IOException {
		try {
			return this.json.readTree(request.servletRequest().getInputStream());
		}
		catch (JacksonException noJson) {
			return this.json.missingNode();
		}
	}

}
