package io.mahavishnu.otel.trace;

/**
 * The instrumentation scope that made a span.
 *
 * @param name the scope's name; may be empty
 * @param version the scope's version; may be empty
 * @param attributes the scope's attributes
 * @param schemaUrl the schema of the scope's spans; empty when not given
 * @param droppedAttributes how many attributes the sender dropped
 */
public record Scope(String name, String version, Attributes attributes, String schemaUrl, int droppedAttributes) {

	/** Nothing is known of the scope. */
	public static final Scope EMPTY = new Scope("", "", Attributes.EMPTY, "", 0);

	/** A scope with no more than a name and a version. */
	public static Scope of(String name, String version) {
		return new Scope(name, version, Attributes.EMPTY, "", 0);
	}

}
