package io.mahavishnu.otel.mcp;

import io.mahavishnu.otel.problem.ProblemType;

/** What an agent can do about a problem. */
final class NextStep {

	private NextStep() {
	}

	static String after(ProblemType type) {
		return switch (type) {
			case TRACE_NOT_FOUND -> "take a trace_id from search_otel_traces or query_local_traces.";
			case NOT_FOUND -> "take a name from list_services.";
			case INVALID_CURSOR, CURSOR_EXPIRED -> "call again without cursor, and follow next_cursor from there.";
			case INVALID_REQUEST, INVALID_TRACE, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE,
					FORBIDDEN ->
				"correct what is named, and call again.";
			case PAYLOAD_TOO_LARGE -> "send less in one call.";
			case MODEL_UNAVAILABLE -> "call again with mode keyword, which works without the model.";
			case OVERLOADED, RATE_LIMITED, BUSY, STORE_UNAVAILABLE, REQUEST_TIMEOUT ->
				"wait a few seconds, and call again.";
			case INGESTER_DISABLED, FOLDER_NOT_SET, INTERNAL ->
				"tell the operator of the service; calling again will not help.";
		};
	}

}
