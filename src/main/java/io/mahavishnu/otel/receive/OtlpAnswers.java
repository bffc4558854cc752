package io.mahavishnu.otel.receive;

import com.google.rpc.Status;
import io.mahavishnu.otel.problem.GrpcProblem;
import io.mahavishnu.otel.problem.ProblemType;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Problems as OTLP/HTTP answers them: bodies of gRPC's {@code Status} in the request's
 * encoding (OTLP specification, section "OTLP/HTTP Response").
 */
final class OtlpAnswers {

	private OtlpAnswers() {
	}

	/**
	 * The answer for a problem.
	 * @param type what went wrong
	 * @param detail what is wrong here
	 * @param contentType the type of the request, or null when it has none
	 */
	static ResponseEntity<byte[]> of(ProblemType type, String detail, @Nullable String contentType) {
		OtlpEncoding encoding = OtlpEncoding.forError(contentType);
		Status status = GrpcProblem.status(type, detail);
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.valueOf(type.status()))
			.contentType(encoding.mediaType());
		if (type.isPassing()) {
			answer.header(HttpHeaders.RETRY_AFTER, Integer.toString(ProblemType.RETRY_AFTER_SECONDS));
		}
		if (type == ProblemType.METHOD_NOT_ALLOWED) {
			answer.header(HttpHeaders.ALLOW, "POST");
		}
		return answer.body(encoding.encode(status));
	}

}
