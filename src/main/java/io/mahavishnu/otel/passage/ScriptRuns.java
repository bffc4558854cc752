package io.mahavishnu.otel.passage;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a word apart where its script changes between Latin, figures with it, and any
 * other: Chinese, Japanese, Thai and others set no space there, and a sentence is one
 * word. What has no script of its own, such as a point, stays with what is before it; a
 * sign that tells what a number is goes with the number. Stateless; linear in the word.
 */
final class ScriptRuns {

	/** What may stand before a number and belongs to it. */
	private static final String NUMBER_SIGNS = "#" + Masks.CURRENCIES;

	private ScriptRuns() {
	}

	/**
	 * Whether a text has characters of Latin, or figures, beside those of another script.
	 */
	static boolean areSeveral(String text) {
		return endOfRun(text, 0) < text.length();
	}

	/** The runs of a text in order; put together they are the text. */
	static List<String> of(String text) {
		List<String> runs = new ArrayList<>();
		int start = 0;
		while (start < text.length()) {
			int end = endOfRun(text, start);
			runs.add(text.substring(start, end));
			start = end;
		}
		return runs;
	}

	private static int endOfRun(String text, int start) {
		Side run = Side.NEITHER;
		int i = start;
		while (i < text.length()) {
			int c = text.codePointAt(i);
			Side side = Side.of(c);
			if (side != Side.NEITHER && run != Side.NEITHER && side != run) {
				boolean signed = side == Side.LATIN && NUMBER_SIGNS.indexOf(text.charAt(i - 1)) >= 0;
				return signed ? i - 1 : i;
			}
			run = (side != Side.NEITHER) ? side : run;
			i += Character.charCount(c);
		}
		return text.length();
	}

	/** On which side of a change a character is. */
	private enum Side {

		LATIN, OTHER, NEITHER;

		private static final int ASCII_MAX = 0x7F;

		private static Side of(int c) {
			if (c <= ASCII_MAX) {
				return Character.isLetterOrDigit(c) ? LATIN : NEITHER;
			}
			return switch (UnicodeScript.of(c)) {
				case LATIN -> LATIN;
				case COMMON -> (isShared(c) && NUMBER_SIGNS.indexOf(c) < 0) ? OTHER : NEITHER;
				case INHERITED, UNKNOWN -> NEITHER;
				default -> OTHER;
			};
		}

		/** Marks that several scripts without spaces share, such as 。 and ー. */
		private static boolean isShared(int c) {
			Character.UnicodeBlock block = Character.UnicodeBlock.of(c);
			return block == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
					|| block == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS
					|| block == Character.UnicodeBlock.KATAKANA;
		}

	}

}
