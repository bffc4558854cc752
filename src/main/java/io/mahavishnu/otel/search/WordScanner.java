package io.mahavishnu.otel.search;

/**
 * Finds words in a text, one after the other: runs of letters of one case, digits, or
 * characters of a script without spaces. {@code HTTPServer} is HTTP and Server. Goes over
 * the text once, since long conversations are looked through for every result. For one
 * thread.
 */
final class WordScanner {

	/** What a character is to a word. */
	private enum Kind {

		NONE, UPPER, LOWER, MARK, OTHER_LETTER, DIGIT, UNSPACED;

		static Kind of(int c) {
			if (c < 0x80) {
				return (c >= 'a' && c <= 'z') ? LOWER
						: (c >= 'A' && c <= 'Z') ? UPPER : (c >= '0' && c <= '9') ? DIGIT : NONE;
			}
			return switch (Character.UnicodeScript.of(c)) {
				case HAN, HIRAGANA, KATAKANA -> UNSPACED;
				default -> byType(c);
			};
		}

		private static Kind byType(int c) {
			return switch (Character.getType(c)) {
				case Character.UPPERCASE_LETTER -> UPPER;
				case Character.LOWERCASE_LETTER -> LOWER;
				case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> MARK;
				case Character.OTHER_LETTER, Character.TITLECASE_LETTER, Character.MODIFIER_LETTER -> OTHER_LETTER;
				case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
				default -> NONE;
			};
		}

	}

	private final String text;

	private int start;

	private int end;

	private boolean unspaced;

	WordScanner(String text) {
		this.text = text;
	}

	/** Goes to the next word; false when there is none. */
	boolean next() {
		int at = this.end;
		while (at < this.text.length()) {
			Kind kind = kindAt(at);
			if (kind != Kind.NONE) {
				this.start = at;
				this.unspaced = kind == Kind.UNSPACED;
				this.end = endOf(kind, at);
				return true;
			}
			at = after(at);
		}
		return false;
	}

	/** Where the word starts. */
	int start() {
		return this.start;
	}

	/** Where the word ends. */
	int end() {
		return this.end;
	}

	/** Whether the word is of a script that has no spaces between words. */
	boolean isUnspaced() {
		return this.unspaced;
	}

	private int endOf(Kind kind, int at) {
		return switch (kind) {
			case UPPER -> endOfUpper(at);
			case LOWER, MARK -> endOfRun(at, Kind.LOWER, Kind.MARK);
			case OTHER_LETTER -> endOfRun(at, Kind.OTHER_LETTER, Kind.MARK);
			case DIGIT, UNSPACED, NONE -> endOfRun(at, kind, kind);
		};
	}

	/** The last capital before small letters belongs to them. */
	private int endOfUpper(int at) {
		int last = at;
		int to = after(at);
		while (to < this.text.length() && kindAt(to) == Kind.UPPER) {
			last = to;
			to = after(to);
		}
		int small = endOfRun(to, Kind.LOWER, Kind.MARK);
		return (small == to) ? to : (last > at) ? last : small;
	}

	private int endOfRun(int at, Kind one, Kind other) {
		int to = at;
		while (to < this.text.length()) {
			Kind kind = kindAt(to);
			if (kind != one && kind != other) {
				break;
			}
			to = after(to);
		}
		return to;
	}

	private Kind kindAt(int at) {
		char c = this.text.charAt(at);
		return Kind.of((c < 0x80) ? c : this.text.codePointAt(at));
	}

	private int after(int at) {
		return at + (Character.isHighSurrogate(this.text.charAt(at)) ? Character.charCount(this.text.codePointAt(at))
				: 1);
	}

}
