package io.mahavishnu.otel.index;

import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.Utterance;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import org.jspecify.annotations.Nullable;

/**
 * A passage as one trace says it, without the span itself.
 *
 * @param passage what is said, masked
 * @param spanId the span that says it, or null when the trace as a whole does
 * @param spanName the span's name, or null likewise
 * @param service the service that says it; empty when unknown
 * @param words the passage in the trace's own, unmasked words
 */
public record Saying(PassageId passage, @Nullable SpanId spanId, @Nullable String spanName, String service,
		String words) {

	/** What an utterance says. */
	public static Saying of(Utterance utterance) {
		Span span = utterance.span();
		return new Saying(utterance.passage().id(), (span != null) ? span.spanId() : null,
				(span != null) ? span.name() : null, utterance.service(), utterance.words());
	}

}
