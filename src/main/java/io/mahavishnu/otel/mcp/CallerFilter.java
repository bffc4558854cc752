package io.mahavishnu.otel.mcp;

import java.io.IOException;
import java.util.Optional;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets only requests of allowed callers, and of an allowed size, through to the endpoint.
 */
final class CallerFilter extends OncePerRequestFilter {

	private final AllowedCallers callers;

	private final DataSize bodyMax;

	private final HandlerExceptionResolver problems;

	CallerFilter(McpProperties properties, HandlerExceptionResolver problems) {
		this.callers = new AllowedCallers(properties.allowedHosts(), properties.allowedOrigins());
		this.bodyMax = properties.bodyMax();
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<String> objection = this.callers.objection(request.getHeader(HttpHeaders.HOST),
				request.getHeader(HttpHeaders.ORIGIN));
		if (objection.isPresent()) {
			refuse(request, response, new TraceProblem(ProblemType.FORBIDDEN, objection.get()));
			return;
		}
		int max = Math.toIntExact(this.bodyMax.toBytes());
		byte[] body = request.getInputStream().readNBytes(max + 1);
		if (body.length > max) {
			refuse(request, response, new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE, "the body is larger than " + max
					+ " bytes; send less at a time or raise " + McpProperties.PREFIX + "body-max"));
			return;
		}
		chain.doFilter(new ReadRequest(request, body), response);
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, TraceProblem problem) {
		this.problems.resolveException(request, response, null, problem);
	}

}
