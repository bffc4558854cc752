package io.mahavishnu.otel.passage;

/**
 * Takes out of a word what differs between traces that say the same: UUIDs, hashes, long
 * numbers, addresses, times of machines, encoded data. What people say stays: dates,
 * prices, HTTP codes, years, short codes and short user names.
 * <p>
 * The rule in short: a part of a word is an id when it has five digits or more, or looks
 * random (hexadecimal or letters and digits in turns), or is a number where a number can
 * only be an id (in a path, after {@code #} or {@code id}). Where Latin or figures meet
 * another script within a word, each of them is judged as a word of its own: many scripts
 * set no spaces. What is masked is looked at again until nothing more is found, so that a
 * text masked twice is the same text. Stateless; linear in the word.
 */
final class Masks {

	/** What stands for an id. */
	static final String ID = "<id>";

	/** What stands before a price. */
	static final String CURRENCIES = "$€£¥￥";

	private static final String TIME = "<time>";

	private static final String ADDRESS = "<ip>";

	private static final String EMAIL = "<email>";

	private static final String DATA = "<data>";

	private static final String JOINERS = "=,;\"'()[]{}<>|&?";

	private static final String SEGMENT_ENDS = "-_./:#@+%~*\\";

	private static final int DATA_LENGTH_MIN = 64;

	private Masks() {
	}

	/**
	 * A word with its ids masked.
	 * @param word a run of text without whitespace
	 * @param previous the word before it in lower case, or empty
	 */
	static String mask(String word, String previous) {
		String before = word;
		String masked = maskOnce(before, previous);
		while (!masked.equals(before)) {
			before = masked;
			masked = maskOnce(before, previous);
		}
		return masked;
	}

	private static String maskOnce(String word, String previous) {
		if (word.length() < DATA_LENGTH_MIN && hasNoSign(word)) {
			return word;
		}
		int start = 0;
		int end = word.length();
		while (start < end && isEdge(word.charAt(start))) {
			start++;
		}
		while (end > start && isEdge(word.charAt(end - 1))) {
			end--;
		}
		if (start == end) {
			return word;
		}
		String core = word.substring(start, end);
		if (!isPath(core) && ScriptRuns.areSeveral(core)) {
			return maskRuns(word, previous);
		}
		boolean priced = start > 0 && CURRENCIES.indexOf(word.charAt(start - 1)) >= 0;
		boolean numbered = IdentifierContext.introducesId(previous)
				|| (core.length() > 2 && start > 0 && word.charAt(start - 1) == '#');
		String masked = (priced && Figures.isAmount(core)) ? core : maskCore(core, numbered);
		return masked.equals(core) ? word : word.substring(0, start) + masked + word.substring(end);
	}

	/** Whether nothing of a masked text is left but masks. */
	static boolean saysNothing(String masked) {
		return masked.replace(ID, "")
			.replace(ADDRESS, "")
			.replace(TIME, "")
			.replace(EMAIL, "")
			.replace(DATA, "")
			.chars()
			.noneMatch(Character::isLetterOrDigit);
	}

	private static boolean hasNoSign(String word) {
		for (int i = 0; i < word.length(); i++) {
			char c = word.charAt(i);
			if (Character.isDigit(c) || c == '@' || c == ':') {
				return false;
			}
		}
		return !Figures.isLongHex(word);
	}

	private static boolean isEdge(char c) {
		return c != '/' && c != '%' && c != '-' && c != '+' && c != '_' && c != '\\' && !Character.isLetterOrDigit(c)
				&& c != ':';
	}

	/** Whether a word begins as a path or as a URL does, whatever its script then is. */
	private static boolean isPath(String core) {
		int scheme = core.indexOf("://");
		return core.startsWith("/") || (scheme > 0 && !ScriptRuns.areSeveral(core.substring(0, scheme)));
	}

	/** Masks each script by itself; what stands before an id stands before the first. */
	private static String maskRuns(String word, String previous) {
		StringBuilder masked = new StringBuilder(word.length());
		String before = previous;
		for (String run : ScriptRuns.of(word)) {
			masked.append(mask(run, before));
			before = "";
		}
		return masked.toString();
	}

	private static String maskCore(String core, boolean numbered) {
		if (core.indexOf('@') > 0 && Figures.isEmail(core)) {
			return EMAIL;
		}
		if (core.length() >= DATA_LENGTH_MIN && Figures.isEncoded(core)) {
			return DATA;
		}
		if (Figures.isMachineTime(core)) {
			return TIME;
		}
		if (Figures.isAddress(core)) {
			return ADDRESS;
		}
		if (numbered && Figures.isDigits(core)) {
			return ID;
		}
		int joiner = indexOfAny(core, JOINERS, 0);
		if (joiner >= 0) {
			return maskJoined(core);
		}
		boolean path = core.startsWith("/") || core.contains("://");
		return maskSegments(core, path);
	}

	private static String maskJoined(String core) {
		StringBuilder masked = new StringBuilder(core.length());
		String previous = "";
		int from = 0;
		while (from <= core.length()) {
			int joiner = indexOfAny(core, JOINERS, from);
			int to = (joiner < 0) ? core.length() : joiner;
			String part = core.substring(from, to);
			boolean key = joiner >= 0 && core.charAt(joiner) == '=';
			masked.append(part.isEmpty() ? part : maskCore(part, IdentifierContext.introducesId(previous)));
			if (joiner >= 0) {
				masked.append(core.charAt(joiner));
			}
			previous = key ? part : "";
			from = to + 1;
		}
		return masked.toString();
	}

	/**
	 * Masks the segments of a compound word. Once one of them is an id, the others that
	 * have digits belong to it ({@code checkout-5d9f8b7c6d-x2k4z}).
	 */
	private static String maskSegments(String core, boolean path) {
		boolean compound = !path && hasId(core);
		if (!path && !compound) {
			return core;
		}
		StringBuilder masked = new StringBuilder(core.length());
		int from = 0;
		while (from <= core.length()) {
			int separator = indexOfAny(core, SEGMENT_ENDS, from);
			int to = (separator < 0) ? core.length() : separator;
			String segment = core.substring(from, to);
			boolean id = compound ? Figures.hasDigit(segment) || Figures.isId(segment)
					: Figures.isId(segment) || Figures.isPathId(segment);
			if (ScriptRuns.areSeveral(segment)) {
				masked.append(maskRuns(segment, ""));
			}
			else {
				appendSegment(masked, id ? ID : segment);
			}
			if (separator >= 0) {
				masked.append(core.charAt(separator));
			}
			from = to + 1;
		}
		return masked.toString();
	}

	/** Appends a segment; an id that follows an id at once is one id with it. */
	private static void appendSegment(StringBuilder masked, String segment) {
		int end = masked.length();
		boolean continues = segment.equals(ID) && end > ID.length() && masked.lastIndexOf(ID) == end - 1 - ID.length()
				&& masked.charAt(end - 1) != '/';
		if (continues) {
			masked.setLength(end - 1);
		}
		else {
			masked.append(segment);
		}
	}

	private static boolean hasId(String core) {
		int from = 0;
		while (from <= core.length()) {
			int separator = indexOfAny(core, SEGMENT_ENDS, from);
			int to = (separator < 0) ? core.length() : separator;
			if (Figures.isId(core.substring(from, to))) {
				return true;
			}
			from = to + 1;
		}
		return false;
	}

	private static int indexOfAny(String text, String chars, int from) {
		for (int i = from; i < text.length(); i++) {
			if (chars.indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return -1;
	}

	/** Where a number can only be an id. */
	private static final class IdentifierContext {

		private static boolean introducesId(String previous) {
			int end = previous.length();
			while (end > 0 && !Character.isLetterOrDigit(previous.charAt(end - 1))) {
				end--;
			}
			String word = previous.substring(0, end);
			return word.equals("id") || word.equals("ids") || word.endsWith("_id") || word.endsWith(".id")
					|| word.endsWith("-id") || word.endsWith("Id") || word.equals("uuid") || word.equals("ID");
		}

	}

}
