package io.mahavishnu.otel.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of others as a terminal may show it. Trace data is untrusted: a control character
 * in it could move the cursor, retitle the window or hide what follows.
 */
final class TerminalText {

	private static final int REPLACEMENT = 0xFFFD;

	private static final int CONTROL_PICTURES = 0x2400;

	private TerminalText() {
	}

	/**
	 * The text in one line and without effect on the terminal: white space becomes a
	 * space, control characters become their pictures (ESC becomes ␛), and what turns the
	 * direction of writing or is no character becomes U+FFFD.
	 */
	static String safe(String text) {
		StringBuilder safe = new StringBuilder(text.length());
		text.codePoints().map(TerminalText::safe).forEach(safe::appendCodePoint);
		return safe.toString();
	}

	/**
	 * JSON that is equal to the given JSON and has no effect on the terminal: the control
	 * characters that JSON allows in strings (DEL and C1) are escaped.
	 */
	static String safeJson(String json) {
		StringBuilder safe = new StringBuilder(json.length());
		json.chars().forEach((c) -> {
			if (c >= 0x7f && c <= 0x9f || turnsDirection(c)) {
				safe.append(String.format("\\u%04x", c));
			}
			else {
				safe.append((char) c);
			}
		});
		return safe.toString();
	}

	/** How many columns a text takes; the text must be safe already. */
	static int width(String text) {
		return text.codePoints().map(TerminalText::width).sum();
	}

	/** The text cut to a number of columns; an ellipsis says that it was. */
	static String cut(String text, int columns) {
		if (width(text) <= columns) {
			return text;
		}
		StringBuilder cut = new StringBuilder();
		int used = 0;
		for (int codePoint : text.codePoints().toArray()) {
			used += width(codePoint);
			if (used > columns - 1) {
				break;
			}
			cut.appendCodePoint(codePoint);
		}
		return cut.append('…').toString();
	}

	/**
	 * The text in lines that break between words and begin as far to the right as the
	 * first; a word that is longer than a line, such as a URL, stays whole.
	 */
	static List<String> wrap(String text, int columns) {
		if (width(text) <= columns) {
			return List.of(text);
		}
		List<String> lines = new ArrayList<>();
		String indent = " ".repeat(text.length() - text.stripLeading().length());
		StringBuilder line = new StringBuilder(indent);
		for (String word : text.strip().split(" ")) {
			boolean first = line.length() == indent.length();
			if (!first && width(line.toString()) + 1 + width(word) > columns) {
				lines.add(line.toString());
				line.setLength(indent.length());
				first = true;
			}
			line.append(first ? "" : " ").append(word);
		}
		lines.add(line.toString());
		return lines;
	}

	/** The text cut and filled up to exactly a number of columns. */
	static String left(String text, int columns) {
		String cut = cut(text, columns);
		return cut + " ".repeat(columns - width(cut));
	}

	/** The text, filled up on the left to a number of columns where it is shorter. */
	static String right(String text, int columns) {
		return " ".repeat(Math.max(0, columns - width(text))) + text;
	}

	/**
	 * The columns of a character: 0 for what combines with its neighbour, 2 for the wide
	 * characters of East Asia and emoji, 1 for the rest. Unicode Standard Annex 11, by
	 * blocks, which is as exact as terminals are.
	 */
	static int width(int codePoint) {
		if (codePoint < 0x300) {
			return 1;
		}
		int type = Character.getType(codePoint);
		if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
			return 0;
		}
		return isWide(codePoint) ? 2 : 1;
	}

	private static boolean isWide(int c) {
		return c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0x303e || c >= 0x3041 && c <= 0xa4cf
				|| c >= 0xac00 && c <= 0xd7a3 || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f
				|| c >= 0xff00 && c <= 0xff60 || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1f64f
				|| c >= 0x1f680 && c <= 0x1f6ff || c >= 0x1f900 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
	}

	private static int safe(int c) {
		if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85) {
			return ' ';
		}
		if (c < 0x20) {
			return CONTROL_PICTURES + c;
		}
		if (c == 0x7f) {
			return CONTROL_PICTURES + 0x21;
		}
		int type = Character.getType(c);
		boolean harmful = type == Character.CONTROL || type == Character.SURROGATE || type == Character.UNASSIGNED
				|| type == Character.PRIVATE_USE || turnsDirection(c) || c == 0xfeff;
		return harmful ? REPLACEMENT : c;
	}

	private static boolean turnsDirection(int c) {
		return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f || c == 0x061c;
	}

}
