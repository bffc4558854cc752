package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Bounds the bodies that hold no traces: how many bytes they have, how long they may take
 * to come, and what all of them hold at a time. Those that hold traces are read as
 * {@link BodyStream}s.
 */
final class OtherBodyFilter extends OncePerRequestFilter {

	private static final Set<String> OF_TRACES = Set.of("/api/traces", "/api/traces/batch", "/v1/traces");

	/** Their bytes are limited where they are read. */
	private static final String OF_AGENTS = "/mcp";

	private static final DataSize UNLIMITED = DataSize.ofBytes(Long.MAX_VALUE);

	private final ReceiveProperties properties;

	private final BytesInFlight inFlight;

	private final HandlerExceptionResolver problems;

	/**
	 * The filter.
	 * @param problems answers what is refused
	 */
	OtherBodyFilter(ReceiveProperties properties, BytesInFlight inFlight, HandlerExceptionResolver problems) {
		this.properties = properties;
		this.inFlight = inFlight;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return OF_TRACES.contains(request.getServletPath());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		DataSize max = request.getServletPath().equals(OF_AGENTS) ? UNLIMITED : this.properties.otherBodyMax();
		try (BytesInFlight.Share share = this.inFlight.openOther()) {
			chain.doFilter(new StreamedRequest(request, (sent) -> bounded(sent, max, share)), response);
		}
		catch (TraceProblem refused) {
			this.problems.resolveException(request, response, null, refused);
		}
	}

	private InputStream bounded(InputStream sent, DataSize max, BytesInFlight.Share share) {
		return new LimitedInputStream(new TimelyInputStream(sent, this.properties.readTimeout(), System::nanoTime),
				max.toBytes(), () -> new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE, "the body is larger than "
						+ max.toBytes() + " bytes; send less or raise " + ReceiveProperties.PREFIX + "other-body-max"),
				share::take);
	}

}
