package io.mahavishnu.otel.receive;

import java.io.IOException;

import io.mahavishnu.otel.problem.TraceProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The gate for what comes over HTTP, on every port. What watches the service is let
 * through always: it has to be seen how it is when it refuses everybody else.
 */
final class RequestGateFilter extends OncePerRequestFilter {

	private final RequestGate gate;

	private final HandlerExceptionResolver problems;

	private final String watched;

	/**
	 * The filter.
	 * @param gate the gate
	 * @param problems answers what is refused, but exports
	 * @param watched the path below which everything is let through
	 */
	RequestGateFilter(RequestGate gate, HandlerExceptionResolver problems, String watched) {
		this.gate = gate;
		this.problems = problems;
		this.watched = watched;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		// Not the path as sent, which may lead out of where it begins.
		String path = request.getServletPath();
		return path.equals(this.watched) || path.startsWith(this.watched + "/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RequestGate.Place place;
		try {
			place = this.gate.enter();
		}
		catch (TraceProblem refused) {
			refuse(request, response, refused);
			return;
		}
		try (place) {
			chain.doFilter(request, response);
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, TraceProblem problem)
			throws IOException {
		if (!request.getServletPath().startsWith("/v1/")) {
			this.problems.resolveException(request, response, null, problem);
			return;
		}
		ResponseEntity<byte[]> answer = OtlpAnswers.of(problem.type(), problem.detail(), request.getContentType());
		response.setStatus(answer.getStatusCode().value());
		answer.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		byte[] body = answer.getBody();
		response.getOutputStream().write((body != null) ? body : new byte[0]);
	}

}
