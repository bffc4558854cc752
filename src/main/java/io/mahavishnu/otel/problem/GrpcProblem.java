package io.mahavishnu.otel.problem;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;

/**
 * Problems as gRPC's {@code Status}, which OTLP uses over HTTP too. Which code stands for
 * what, and that only passing faults carry a {@code RetryInfo}, is ruled by the OTLP
 * specification (sections "Failures" and "OTLP/gRPC Throttling").
 */
public final class GrpcProblem {

	private GrpcProblem() {
	}

	/** The status for a problem; a {@code RetryInfo} says when to send again. */
	public static Status status(ProblemType type, String detail) {
		Status.Builder status = Status.newBuilder().setCode(code(type).getNumber()).setMessage(detail);
		if (type.isPassing()) {
			Duration delay = Duration.newBuilder().setSeconds(ProblemType.RETRY_AFTER_SECONDS).build();
			status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()));
		}
		return status.build();
	}

	private static Code code(ProblemType type) {
		return switch (type) {
			case INVALID_TRACE, INVALID_REQUEST, INVALID_CURSOR, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE ->
				Code.INVALID_ARGUMENT;
			case FORBIDDEN -> Code.PERMISSION_DENIED;
			case TRACE_NOT_FOUND, NOT_FOUND -> Code.NOT_FOUND;
			case METHOD_NOT_ALLOWED -> Code.UNIMPLEMENTED;
			case REQUEST_TIMEOUT -> Code.DEADLINE_EXCEEDED;
			case CURSOR_EXPIRED, FOLDER_NOT_SET -> Code.FAILED_PRECONDITION;
			case PAYLOAD_TOO_LARGE, RATE_LIMITED -> Code.RESOURCE_EXHAUSTED;
			case OVERLOADED, BUSY, INGESTER_DISABLED, STORE_UNAVAILABLE, MODEL_UNAVAILABLE -> Code.UNAVAILABLE;
			case INTERNAL -> Code.INTERNAL;
		};
	}

}
