package io.mahavishnu.otel.passage;

import java.util.Locale;

/**
 * Words of code as words of people: {@code hipstershop.PaymentService/Charge} becomes
 * {@code hipstershop payment service charge}. Stateless; linear in the text.
 */
final class IdentifierWords {

	private static final String SEPARATORS = "._-/:#$\\,;|()[]{}=&?+*";

	private IdentifierWords() {
	}

	/** An identifier as lower-case words with one space between them; may be empty. */
	static String of(String identifier) {
		StringBuilder words = new StringBuilder(identifier.length() + 8);
		for (int i = 0; i < identifier.length(); i++) {
			char c = identifier.charAt(i);
			boolean separates = Character.isWhitespace(c) || SEPARATORS.indexOf(c) >= 0;
			if ((separates || startsHump(identifier, i)) && !words.isEmpty()
					&& words.charAt(words.length() - 1) != ' ') {
				words.append(' ');
			}
			if (!separates) {
				words.append(c);
			}
		}
		return words.toString().strip().toLowerCase(Locale.ROOT);
	}

	/** A text in which only the humps of camel case are taken apart. */
	static String splitHumps(String text) {
		StringBuilder words = new StringBuilder(text.length() + 8);
		boolean split = false;
		for (int i = 0; i < text.length(); i++) {
			if (startsHump(text, i)) {
				words.append(' ');
				split = true;
			}
			words.append(text.charAt(i));
		}
		return split ? words.toString().toLowerCase(Locale.ROOT) : text;
	}

	/**
	 * Whether a new word starts here without a separator: {@code pay|Card},
	 * {@code HTTP|Server}. Digits belong to the word before them; a word has two letters
	 * at least, so that codes such as {@code NO6JO3} stay whole.
	 */
	private static boolean startsHump(String text, int i) {
		if (i == 0 || i + 1 >= text.length() || !Character.isUpperCase(text.charAt(i))) {
			return false;
		}
		return Character.isLowerCase(text.charAt(i - 1)) || (Character.isUpperCase(text.charAt(i - 1))
				&& Character.isLowerCase(text.charAt(i + 1)) && i + 2 < text.length());
	}

}
