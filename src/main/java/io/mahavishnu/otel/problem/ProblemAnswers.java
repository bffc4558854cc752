package io.mahavishnu.otel.problem;

import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems as answers over HTTP: RFC 9457, {@code application/problem+json}. */
final class ProblemAnswers {

	private ProblemAnswers() {
	}

	/**
	 * The answer for a problem.
	 * @param type what went wrong
	 * @param detail what is wrong here
	 * @param path the path of the request
	 */
	static ResponseEntity<Object> of(ProblemType type, String detail, String path) {
		return of(type, detail, path, HttpHeaders.EMPTY);
	}

	/** The answer for a problem with further headers. */
	static ResponseEntity<Object> of(ProblemType type, String detail, String path, HttpHeaders headers) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(type.status()), detail);
		problem.setType(type.uri());
		problem.setTitle(type.title());
		problem.setInstance(instance(path));
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(type.status())
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (type.isPassing()) {
			answer.header(HttpHeaders.RETRY_AFTER, Integer.toString(ProblemType.RETRY_AFTER_SECONDS));
		}
		return answer.body(problem);
	}

	/** A path as sent may hold what no URI may, and begin as an authority does. */
	private static URI instance(String path) {
		return URI.create(path.replaceAll("[^A-Za-z0-9/._:~%-]|%(?![0-9A-Fa-f]{2})", "_").replaceAll("^/+", "/"));
	}

	/** The type of problem that a bare status stands for. */
	static ProblemType typeOf(int status) {
		return switch (status) {
			case 403 -> ProblemType.FORBIDDEN;
			case 404 -> ProblemType.NOT_FOUND;
			case 405 -> ProblemType.METHOD_NOT_ALLOWED;
			case 406 -> ProblemType.NOT_ACCEPTABLE;
			case 408 -> ProblemType.REQUEST_TIMEOUT;
			case 413 -> ProblemType.PAYLOAD_TOO_LARGE;
			case 429 -> ProblemType.RATE_LIMITED;
			case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
			case 503 -> ProblemType.STORE_UNAVAILABLE;
			default -> (status >= 400 && status < 500) ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
		};
	}

}
