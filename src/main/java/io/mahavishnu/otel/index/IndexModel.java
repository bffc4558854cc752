package io.mahavishnu.otel.index;

/**
 * The embedding model whose vectors an index compares with queries.
 *
 * @param id the id of its vectors
 * @param source what a setting calls it, so that it can be loaded again
 */
public record IndexModel(String id, String source) {

	/** No model was named yet. */
	public static final IndexModel NONE = new IndexModel("", "");

}
