package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Leaves out of some texts those that a longer one of them says already. Looks for a text
 * in another in one pass over both, whatever they are (Knuth, Morris and Pratt, "Fast
 * Pattern Matching in Strings", 1977); {@link String#contains} starts anew at every
 * character, which takes hours for long runs of one character. Stateless.
 */
final class Repetitions {

	private Repetitions() {
	}

	/** The texts, in their order, that no longer one contains. None may be empty. */
	static List<String> leftOutOf(Collection<String> texts) {
		List<String> kept = new ArrayList<>();
		for (String text : texts) {
			int[] borders = borders(text);
			if (texts.stream().noneMatch((other) -> other.length() > text.length() && contains(other, text, borders))) {
				kept.add(text);
			}
		}
		return kept;
	}

	/**
	 * How long the longest beginning of a text is, for each of its characters, that the
	 * text up to there also ends with, without being all of it.
	 */
	private static int[] borders(String text) {
		int[] borders = new int[text.length()];
		int matched = 0;
		for (int i = 1; i < borders.length; i++) {
			matched = matchedWith(text.charAt(i), text, borders, matched);
			borders[i] = matched;
		}
		return borders;
	}

	private static boolean contains(String text, String part, int[] borders) {
		int matched = 0;
		for (int i = 0; i < text.length(); i++) {
			matched = matchedWith(text.charAt(i), part, borders, matched);
			if (matched == part.length()) {
				return true;
			}
		}
		return false;
	}

	/** How much of a part is matched with one more character, less than all before it. */
	private static int matchedWith(char c, String part, int[] borders, int matchedBefore) {
		int matched = matchedBefore;
		while (matched > 0 && part.charAt(matched) != c) {
			matched = borders[matched - 1];
		}
		return (part.charAt(matched) == c) ? matched + 1 : matched;
	}

}
