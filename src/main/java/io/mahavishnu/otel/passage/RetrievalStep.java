package io.mahavishnu.otel.passage;

import java.util.List;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The retrieval of documents as OpenInference tells of it: the kind of the span says what
 * the step is, and its input is the query, which has no attribute of its own. Stateless.
 */
final class RetrievalStep {

	private static final List<String> INPUTS = List.of("input.value");

	/** Where the query is when it is sent with the other arguments of the retriever. */
	private static final List<String> QUERIES = List.of("query", "query_str");

	private RetrievalStep() {
	}

	/** Whether a span's input is the query of a retrieval. */
	static boolean isRetriever(Attributes attributes) {
		return "RETRIEVER".equals(attributes.text("openinference.span.kind"));
	}

	/**
	 * The query of a retrieval in words, or null when there is none.
	 * @param charactersMax where to stop, at the end of an entry
	 */
	static @Nullable String query(Attributes attributes, int charactersMax) {
		AttributeValue input = isRetriever(attributes) ? Envelope.first(attributes, INPUTS) : null;
		if (input == null) {
			return null;
		}
		AttributeValue opened = Envelope.open(input);
		AttributeValue query = (opened instanceof AttributeValue.MapValue map) ? Envelope.first(map.entries(), QUERIES)
				: null;
		String words = JsonWords.of((query != null) ? query : opened, charactersMax);
		return words.isEmpty() ? null : words;
	}

}
