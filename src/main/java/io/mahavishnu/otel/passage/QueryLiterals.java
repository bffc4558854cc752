package io.mahavishnu.otel.passage;

/**
 * Leaves the literals out of a database query that comes word by word: quoted text and
 * numbers differ from call to call. Remembers whether a quotation is open; not
 * thread-safe.
 */
final class QueryLiterals {

	private boolean quoted;

	/** The word without its literals; a question mark stands for each. */
	String remove(String word) {
		StringBuilder kept = new StringBuilder(word.length());
		boolean inside = this.quoted;
		for (int i = 0; i < word.length(); i++) {
			char c = word.charAt(i);
			if (c == '\'') {
				inside = !inside;
				appendMark(kept, inside);
			}
			else if (!inside) {
				appendOutside(kept, word, i);
			}
		}
		this.quoted = inside;
		return Masks.mask(kept.toString(), "");
	}

	private static void appendMark(StringBuilder kept, boolean opened) {
		if (opened) {
			kept.append('?');
		}
	}

	private static void appendOutside(StringBuilder kept, String word, int i) {
		char c = word.charAt(i);
		if (!Character.isDigit(c) || (i > 0 && belongsToName(word, i))) {
			kept.append(c);
		}
		else if (kept.isEmpty() || kept.charAt(kept.length() - 1) != '?') {
			kept.append('?');
		}
	}

	/** Whether the digit follows a letter, as in {@code orders2} or {@code $1}. */
	private static boolean belongsToName(String word, int i) {
		int before = i - 1;
		while (before > 0 && Character.isDigit(word.charAt(before))) {
			before--;
		}
		char c = word.charAt(before);
		return Character.isLetter(c) || c == '_' || c == '$';
	}

}
