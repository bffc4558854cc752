package io.mahavishnu.otel.cli;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * A passage with the words in it that were asked for: those that the service names by
 * their character ranges, else those that stand in the query.
 */
final class MarkedText {

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");

	private static final int LEAD = 40;

	/** Safe text, a code point each. */
	private final int[] characters;

	private final BitSet marked;

	private MarkedText(int[] characters, BitSet marked) {
		this.characters = characters;
		this.marked = marked;
	}

	/**
	 * The text of a match; its {@code marks} are pairs of character places, end
	 * exclusive.
	 */
	static MarkedText of(JsonNode match, String query) {
		String text = Json.text(match, "text");
		BitSet chars = new BitSet();
		List<JsonNode> marks = Json.elements(match, "marks");
		if (marks.isEmpty()) {
			markWords(text, query, chars);
		}
		for (JsonNode mark : marks) {
			int start = Math.clamp(mark.path(0).asInt(0), 0, text.length());
			chars.set(start, Math.clamp(mark.path(1).asInt(0), start, text.length()));
		}
		return safe(text, chars);
	}

	boolean startsWith(String safe) {
		return new String(this.characters, 0, Math.min(this.characters.length, safe.length())).startsWith(safe);
	}

	/**
	 * The text in lines, cut around the first marked word.
	 * @param columns the width of a line
	 * @param firstTaken how many columns of the first line are taken already
	 * @param linesMax how many lines there are at most
	 * @param palette how marked words are set off
	 */
	List<String> wrap(int columns, int firstTaken, int linesMax, Palette palette) {
		int room = columns * linesMax - firstTaken;
		int position = start(room);
		List<String> lines = new ArrayList<>();
		for (int line = 0; line < linesMax && (position < this.characters.length || line == 0); line++) {
			int width = columns - ((line == 0) ? firstTaken : 0);
			String before = (line == 0 && position > 0) ? "…" : "";
			int end = end(position, width);
			boolean cutHere = end < this.characters.length && line == linesMax - 1;
			if (cutHere) {
				end = end(position, width - 1);
			}
			lines.add(before + render(position + before.length(), Math.max(end, position + before.length()), palette)
					+ (cutHere ? "…" : ""));
			position = skipSpace(end);
		}
		return lines;
	}

	/** Where to begin so that the first marked word is seen. */
	private int start(int room) {
		int first = this.marked.nextSetBit(0);
		if (first < 0 || first < room - LEAD || this.characters.length <= room) {
			return 0;
		}
		int start = first - LEAD;
		while (start < first && this.characters[start] != ' ') {
			start++;
		}
		return start;
	}

	/** Where a line that begins at a place ends: behind a word if there is one. */
	private int end(int start, int columns) {
		int used = 0;
		int end = start;
		int space = -1;
		while (end < this.characters.length) {
			if (this.characters[end] == ' ') {
				space = end;
			}
			used += TerminalText.width(this.characters[end]);
			if (used > columns) {
				return (space > start) ? space : end;
			}
			end++;
		}
		return end;
	}

	private int skipSpace(int start) {
		int position = start;
		while (position < this.characters.length && this.characters[position] == ' ') {
			position++;
		}
		return position;
	}

	private String render(int start, int end, Palette palette) {
		StringBuilder text = new StringBuilder();
		int position = start;
		while (position < end) {
			boolean mark = this.marked.get(position);
			int next = mark ? this.marked.nextClearBit(position) : this.marked.nextSetBit(position);
			int stop = (next < 0) ? end : Math.min(next, end);
			String piece = new String(this.characters, position, stop - position);
			text.append(mark ? palette.mark(piece) : piece);
			position = stop;
		}
		return text.toString();
	}

	private static void markWords(String text, String query, BitSet chars) {
		String lower = text.toLowerCase(Locale.ROOT);
		if (lower.length() != text.length()) {
			return;
		}
		List<String> words = WORD.matcher(query.toLowerCase(Locale.ROOT))
			.results()
			.map((each) -> each.group())
			.toList();
		Matcher word = WORD.matcher(lower);
		while (word.find()) {
			if (words.contains(word.group())) {
				chars.set(word.start(), word.end());
			}
		}
	}

	/** Makes the text safe and turns places of characters into places of code points. */
	private static MarkedText safe(String text, BitSet chars) {
		int[] characters = TerminalText.safe(text).codePoints().toArray();
		BitSet marked = new BitSet();
		int place = 0;
		for (int i = 0; i < characters.length; i++) {
			marked.set(i, chars.get(place));
			place += Character.charCount(text.codePointAt(place));
		}
		return new MarkedText(characters, marked);
	}

}
