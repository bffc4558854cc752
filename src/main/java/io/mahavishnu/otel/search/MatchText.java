package io.mahavishnu.otel.search;

import java.util.List;

/**
 * A piece of a trace's own text, short enough to be shown.
 *
 * @param text the text, with {@code …} where it is cut
 * @param marks where it says words of the query
 */
record MatchText(String text, List<Mark> marks) {

	private static final String CUT = "…";

	/** How much of a cut text comes before its first mark. */
	private static final int CONTEXT_PARTS = 4;

	/**
	 * A text, cut around its first mark when it is too long.
	 * @param words what to mark
	 * @param lengthMax characters of the piece, the signs of a cut not counted
	 */
	static MatchText of(String text, QueryWords words, int lengthMax) {
		List<Mark> marks = words.marks(text);
		if (text.length() <= lengthMax) {
			return new MatchText(text, marks);
		}
		int first = marks.isEmpty() ? 0 : marks.getFirst().start() - lengthMax / CONTEXT_PARTS;
		int start = whole(text, Math.clamp(first, 0, text.length() - lengthMax));
		int end = whole(text, start + lengthMax);
		String before = (start > 0) ? CUT : "";
		String after = (end < text.length()) ? CUT : "";
		int shift = before.length() - start;
		List<Mark> kept = marks.stream()
			.filter((mark) -> mark.start() >= start && mark.end() <= end)
			.map((mark) -> new Mark(mark.start() + shift, mark.end() + shift))
			.toList();
		return new MatchText(before + text.substring(start, end) + after, kept);
	}

	/** The same place, moved out of a surrogate pair. */
	private static int whole(String text, int at) {
		boolean inside = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
		return inside ? at - 1 : at;
	}

}
