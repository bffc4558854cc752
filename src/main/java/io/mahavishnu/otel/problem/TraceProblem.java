package io.mahavishnu.otel.problem;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong for a caller: a type of the catalogue, and a sentence that names the
 * value and the remedy.
 */
public final class TraceProblem extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ProblemType type;

	private final String detail;

	public TraceProblem(ProblemType type, String detail) {
		this(type, detail, null);
	}

	public TraceProblem(ProblemType type, String detail, @Nullable Throwable cause) {
		super(type.code() + ": " + detail, cause);
		this.type = type;
		this.detail = detail;
	}

	/** A trace that does not follow the contract. */
	public static TraceProblem invalidTrace(String detail) {
		return new TraceProblem(ProblemType.INVALID_TRACE, detail);
	}

	/** A request that does not follow the contract. */
	public static TraceProblem invalidRequest(String detail) {
		return new TraceProblem(ProblemType.INVALID_REQUEST, detail);
	}

	/** No trace is stored under an id. */
	public static TraceProblem traceNotFound(String traceId) {
		return new TraceProblem(ProblemType.TRACE_NOT_FOUND, "no trace " + traceId + " is stored");
	}

	public ProblemType type() {
		return this.type;
	}

	/** What is wrong here, with the offending value and the remedy. */
	public String detail() {
		return this.detail;
	}

}
