package io.mahavishnu.otel.passage;

/** Cuts text without cutting a character in two. */
final class Cut {

	private Cut() {
	}

	/** The first characters of a text, at most {@code charactersMax} UTF-16 units. */
	static String at(String text, int charactersMax) {
		if (text.length() <= charactersMax) {
			return text;
		}
		boolean inside = charactersMax > 0 && Character.isHighSurrogate(text.charAt(charactersMax - 1));
		return text.substring(0, inside ? charactersMax - 1 : charactersMax);
	}

}
