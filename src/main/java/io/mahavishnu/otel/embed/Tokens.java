package io.mahavishnu.otel.embed;

/**
 * A text as the model reads it, special tokens included, without padding.
 *
 * @param ids the ids of its tokens
 * @param types which segment each token belongs to, as long as {@code ids}
 */
record Tokens(long[] ids, long[] types) {

	/** How many tokens there are. */
	int count() {
		return this.ids.length;
	}

}
