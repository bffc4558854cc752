package io.mahavishnu.otel.problem;

import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns whatever a controller throws into a problem of the catalogue. */
@Hidden
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	@ExceptionHandler
	ResponseEntity<Object> handle(TraceProblem problem, HttpServletRequest request) {
		if (problem.type() == ProblemType.INTERNAL) {
			log.error("{} {} failed", request.getMethod(), request.getRequestURI(), problem);
		}
		return ProblemAnswers.of(problem.type(), problem.detail(), request.getRequestURI());
	}

	/** Anything else is a defect: it goes to the log, and nothing of it to the caller. */
	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(Throwable defect, HttpServletRequest request) {
		if (DisconnectedClientHelper.isClientDisconnectedException(defect)) {
			return goneAway(request.getRequestURI());
		}
		log.error("{} {} failed", request.getMethod(), request.getRequestURI(), defect);
		return ProblemAnswers.of(ProblemType.INTERNAL, "the service's log says why", request.getRequestURI());
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception exception, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemType type = ProblemAnswers.typeOf(status.value());
		String path = (request instanceof ServletWebRequest servlet) ? servlet.getRequest().getRequestURI() : "";
		if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
			return goneAway(path);
		}
		// Within a property of JSON, Jackson wraps what the stream of the body threw.
		TraceProblem problem = problemIn(exception);
		if (problem != null) {
			return ProblemAnswers.of(problem.type(), problem.detail(), path);
		}
		if (type == ProblemType.INTERNAL) {
			log.error("{} failed", path, exception);
		}
		return ProblemAnswers.of(type, detailOf(exception, type), path, headers);
	}

	private static @Nullable TraceProblem problemIn(Throwable failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof TraceProblem problem) {
				return problem;
			}
		}
		return null;
	}

	/** No defect, and there is nobody left to answer. */
	private static @Nullable ResponseEntity<Object> goneAway(String path) {
		log.debug("The client of {} hung up before it had its answer", path);
		return null;
	}

	private static String detailOf(Exception exception, ProblemType type) {
		return switch (exception) {
			case MissingServletRequestParameterException missing ->
				"the parameter " + missing.getParameterName() + " is missing";
			case MethodArgumentTypeMismatchException mismatch ->
				mismatch.getName() + " cannot be " + quoted(mismatch.getValue());
			case TypeMismatchException mismatch -> quoted(mismatch.getValue()) + " does not fit";
			case HttpRequestMethodNotSupportedException method -> method.getMethod() + " is not allowed here; use "
					+ String.join(", ", method.getSupportedMethods() != null ? method.getSupportedMethods()
							: new String[] { "another method" });
			case HttpMediaTypeNotSupportedException media -> mediaDetail(media);
			case HttpMessageNotReadableException _ -> "the body cannot be read as JSON of the documented form";
			case MethodArgumentNotValidException invalid -> invalid.getFieldErrors()
				.stream()
				.map((error) -> error.getField() + " " + error.getDefaultMessage())
				.collect(Collectors.joining("; "));
			case HandlerMethodValidationException invalid -> invalid.getParameterValidationResults()
				.stream()
				.flatMap((result) -> result.getResolvableErrors()
					.stream()
					.map((error) -> result.getMethodParameter().getParameterName() + " " + error.getDefaultMessage()))
				.collect(Collectors.joining("; "));
			default -> type.title();
		};
	}

	private static String mediaDetail(HttpMediaTypeNotSupportedException media) {
		MediaType sent = media.getContentType();
		String wanted = media.getSupportedMediaTypes()
			.stream()
			.map(MediaType::toString)
			.collect(Collectors.joining(" or "));
		return ((sent != null) ? "the Content-Type " + sent + " is not read here" : "the Content-Type is missing")
				+ (wanted.isEmpty() ? "" : "; send " + wanted);
	}

	private static String quoted(@Nullable Object value) {
		String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
		return '"' + ((text.length() > 60) ? text.substring(0, 60) + "…" : text) + '"';
	}

}
