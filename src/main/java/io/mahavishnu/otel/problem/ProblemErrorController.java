package io.mahavishnu.otel.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers, as problems, the errors that no controller met. */
@Hidden
@RestController
final class ProblemErrorController implements ErrorController {

	@RequestMapping("${spring.web.error.path:${error.path:/error}}")
	ResponseEntity<Object> error(HttpServletRequest request) {
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		// Without a status somebody asked for the path of this controller itself.
		ProblemType type = ProblemAnswers.typeOf((status instanceof Integer code) ? code : 404);
		return ProblemAnswers.of(type, type.title(), (path instanceof String text) ? text : request.getRequestURI());
	}

}
