package io.mahavishnu.otel.passage;

/**
 * Something said in one manner. Line breaks in it are places to pause.
 *
 * @param text what is said, unmasked
 * @param manner how it is to be read
 */
record Fragment(String text, Manner manner) {

	/** How a text is to be read. */
	enum Manner {

		/** Identifiers, routes and methods: code is taken apart into words. */
		NAME,
		/** Sentences and values: only camel case is taken apart. */
		PROSE,
		/** A database query: its literals are left out. */
		QUERY

	}

	/** A name is no text: what exceeds this many characters is not embedded. */
	private static final int NAME_LENGTH_MAX = 1_000;

	Fragment {
		text = (manner == Manner.NAME) ? Cut.at(text, NAME_LENGTH_MAX) : text;
	}

	static Fragment name(String text) {
		return new Fragment(text, Manner.NAME);
	}

	static Fragment prose(String text) {
		return new Fragment(text, Manner.PROSE);
	}

}
