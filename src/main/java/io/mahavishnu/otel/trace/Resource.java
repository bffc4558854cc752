package io.mahavishnu.otel.trace;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The entity that produced a span.
 *
 * @param attributes what identifies it, {@code service.name} first of all
 * @param schemaUrl the schema of the attributes; empty when not given
 * @param droppedAttributes how many attributes the sender dropped
 * @param entityRefs which of the attributes describe which entity
 */
public record Resource(Attributes attributes, String schemaUrl, int droppedAttributes, List<EntityRef> entityRefs) {

	/** Nothing is known of the producer. */
	public static final Resource EMPTY = new Resource(Attributes.EMPTY, "", 0);

	public Resource {
		entityRefs = List.copyOf(entityRefs);
	}

	/** A resource that names no entities. */
	public Resource(Attributes attributes, String schemaUrl, int droppedAttributes) {
		this(attributes, schemaUrl, droppedAttributes, List.of());
	}

	/** The {@code service.name}, or null when the resource has none. */
	public @Nullable String serviceName() {
		return this.attributes.text(Span.SERVICE_NAME);
	}

}
