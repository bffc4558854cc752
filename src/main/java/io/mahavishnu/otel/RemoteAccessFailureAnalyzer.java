package io.mahavishnu.otel;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line which port other machines would reach. */
class RemoteAccessFailureAnalyzer extends AbstractFailureAnalyzer<RemoteAccessException> {

	private static final String ACTION = "Whoever reaches a port may read and delete every trace.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RemoteAccessException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, cause);
	}

}
