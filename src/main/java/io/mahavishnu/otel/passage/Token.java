package io.mahavishnu.otel.passage;

/**
 * A word of a statement.
 *
 * @param raw the word in the trace's own form
 * @param said the word as it is embedded, masked; may be empty, or several words
 * @param pieces about how many word pieces {@code said} has
 * @param pause what ends after it
 */
record Token(String raw, String said, int pieces, Pause pause) {

	/** What ends after a word, the greater the later in this order. */
	enum Pause {

		NONE, CLAUSE, SENTENCE

	}

	static Token of(String raw, String said, Pause pause) {
		return new Token(raw, said, WordPieces.estimate(said), pause);
	}

}
