package io.mahavishnu.otel.duckdb;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line why the store cannot be opened. */
final class StoreOpenFailureAnalyzer extends AbstractFailureAnalyzer<StoreOpenException> {

	private static final String ACTION = "Nothing was changed or deleted. Once it is mended, start the service again.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StoreOpenException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, cause);
	}

}
