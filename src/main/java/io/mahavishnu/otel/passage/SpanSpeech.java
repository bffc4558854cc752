package io.mahavishnu.otel.passage;

import java.util.List;

/**
 * What a span says.
 *
 * @param name its name as it is worth saying, unmasked; empty when it says nothing
 * @param failures its failure in words
 * @param statements everything that is embedded
 */
record SpanSpeech(String name, List<String> failures, List<Statement> statements) {

	SpanSpeech {
		failures = List.copyOf(failures);
		statements = List.copyOf(statements);
	}

}
