package io.mahavishnu.otel.trace;

import org.jspecify.annotations.Nullable;

/**
 * The entity that produced a span.
 *
 * @param attributes what identifies it, {@code service.name} first of all
 * @param schemaUrl the schema of the attributes; empty when not given
 * @param droppedAttributes how many attributes the sender dropped
 */
public record Resource(Attributes attributes, String schemaUrl, int droppedAttributes) {

	/** Nothing is known of the producer. */
	public static final Resource EMPTY = new Resource(Attributes.EMPTY, "", 0);

	/** The {@code service.name}, or null when the resource has none. */
	public @Nullable String serviceName() {
		return this.attributes.text(Span.SERVICE_NAME);
	}

}
