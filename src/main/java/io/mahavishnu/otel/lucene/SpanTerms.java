package io.mahavishnu.otel.lucene;

import java.util.HashSet;
import java.util.Set;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;

/**
 * What a span can be filtered by, as terms.
 *
 * @param service its service; empty when unknown
 * @param operation its name
 * @param attributes its own attributes and its resource's
 */
record SpanTerms(String service, String operation, Set<String> attributes) {

	static SpanTerms of(Span span) {
		Set<String> attributes = new HashSet<>();
		addTo(attributes, span.resource().attributes());
		addTo(attributes, span.attributes());
		String service = span.serviceName();
		return new SpanTerms((service != null) ? TermText.of(service) : "", TermText.of(span.name()), attributes);
	}

	private static void addTo(Set<String> terms, Attributes attributes) {
		attributes.values().forEach((key, value) -> {
			terms.add(TermText.ofAttribute(key, value.asText()));
			if (value instanceof AttributeValue.ArrayValue array) {
				array.values().forEach((element) -> terms.add(TermText.ofAttribute(key, element.asText())));
			}
		});
	}

}
