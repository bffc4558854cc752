package io.mahavishnu.otel.passage;

/**
 * The forms of figures that machines write: what a word, or a part of one, looks like.
 * Every question is answered in one pass, so that no input is slow.
 */
final class Figures {

	private static final int ID_DIGITS_MIN = 5;

	private static final int HEX_LENGTH_MIN = 7;

	private static final int PATH_CODE_LENGTH_MIN = 8;

	private static final int RANDOM_LENGTH_MIN = 12;

	private static final int RANDOM_TURNS_MIN = 4;

	private Figures() {
	}

	/** A part of a word that is an id wherever it stands. */
	static boolean isId(String segment) {
		int digits = 0;
		int hex = 0;
		int turns = 0;
		for (int i = 0; i < segment.length(); i++) {
			char c = segment.charAt(i);
			boolean digit = isDigit(c);
			digits += digit ? 1 : 0;
			hex += isHex(c) ? 1 : 0;
			turns += (i > 0 && digit != isDigit(segment.charAt(i - 1))) ? 1 : 0;
		}
		int length = segment.length();
		if (digits >= ID_DIGITS_MIN || isUnitOfMeasure(segment, digits)) {
			return true;
		}
		boolean hexadecimal = hex == length && digits >= 2 && length > digits && length >= HEX_LENGTH_MIN;
		boolean random = length >= RANDOM_LENGTH_MIN && turns >= RANDOM_TURNS_MIN;
		return hexadecimal || random || isLongHex(segment) || isPointer(segment);
	}

	/** A segment of a path that is an id there, though elsewhere it would not be. */
	static boolean isPathId(String segment) {
		if (isDigits(segment)) {
			return true;
		}
		return segment.length() >= PATH_CODE_LENGTH_MIN && hasDigit(segment)
				&& segment.chars().allMatch((c) -> isDigit((char) c) || c >= 'A' && c <= 'Z');
	}

	/** Sixteen hexadecimal digits or more, even if all of them are letters. */
	static boolean isLongHex(String segment) {
		return segment.length() >= 16 && segment.chars().allMatch((c) -> isHex((char) c));
	}

	static boolean isDigits(String text) {
		return !text.isEmpty() && text.chars().allMatch((c) -> isDigit((char) c));
	}

	static boolean hasDigit(String text) {
		return text.chars().anyMatch((c) -> isDigit((char) c));
	}

	/** A number as prices are written: digits, points and commas. */
	static boolean isAmount(String text) {
		return text.chars().allMatch((c) -> isDigit((char) c) || c == '.' || c == ',');
	}

	static boolean isEmail(String text) {
		int at = text.indexOf('@');
		int point = text.lastIndexOf('.');
		return at > 0 && at == text.lastIndexOf('@') && point > at + 1 && point < text.length() - 1
				&& text.chars().allMatch((c) -> Character.isLetterOrDigit(c) || "@._%+-".indexOf(c) >= 0);
	}

	/**
	 * A date with a time of day, or a time of day that is exact to the second and not on
	 * the minute: schedules say 06:00:00, logs say 06:13:07.
	 */
	static boolean isMachineTime(String text) {
		if (text.length() >= 13 && isDate(text) && (text.charAt(10) == 'T' || text.charAt(10) == '_')) {
			return true;
		}
		if (text.length() < 8 || text.charAt(2) != ':' || text.charAt(5) != ':' || !isDigits(text.substring(0, 2))
				|| !isDigits(text.substring(3, 5)) || !isDigits(text.substring(6, 8))) {
			return false;
		}
		boolean fraction = text.length() > 8 && (text.charAt(8) == '.' || text.charAt(8) == ',');
		return fraction || !text.startsWith(":00", 5);
	}

	/**
	 * An IPv4 address with or without port and prefix length, an IPv6 address, or a MAC
	 * address.
	 */
	static boolean isAddress(String text) {
		int points = 0;
		int colons = 0;
		int digits = 0;
		boolean letters = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			points += (c == '.') ? 1 : 0;
			colons += (c == ':') ? 1 : 0;
			digits += isDigit(c) ? 1 : 0;
			letters |= isHex(c) && !isDigit(c);
			if (!isHex(c) && c != '.' && c != ':' && c != '/' && c != '%') {
				return false;
			}
		}
		boolean four = points == 3 && colons <= 1 && digits >= 4 && !letters && isDigit(text.charAt(0));
		boolean six = points == 0 && colons >= 2 && digits > 0 && (letters || text.contains("::") || colons == 7);
		return four || six;
	}

	/**
	 * Base64 or another dense encoding: no more than its letters, and the class of the
	 * character (capital, small, digit) changes at nearly every second place. Words in
	 * camel case change it at every third.
	 */
	static boolean isEncoded(String text) {
		int changes = 0;
		int previous = -1;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			int kind = isDigit(c) ? 0 : (c >= 'a' && c <= 'z') ? 1 : (c >= 'A' && c <= 'Z') ? 2 : 3;
			if (kind == 3 && "+/=_-.".indexOf(c) < 0) {
				return false;
			}
			changes += (kind != previous) ? 1 : 0;
			previous = kind;
		}
		return changes > text.length() * 9 / 20;
	}

	private static boolean isDate(String text) {
		return text.charAt(4) == '-' && text.charAt(7) == '-' && isDigits(text.substring(0, 4))
				&& isDigits(text.substring(5, 7)) && isDigits(text.substring(8, 10));
	}

	/** A measured time such as {@code 153ms}: no two calls take the same. */
	private static boolean isUnitOfMeasure(String segment, int digits) {
		if (digits == 0 || !isDigits(segment.substring(0, digits))) {
			return false;
		}
		return switch (segment.substring(digits)) {
			case "ms", "us", "µs", "ns" -> true;
			default -> false;
		};
	}

	/** A memory address such as {@code 0x7ffe12}. */
	private static boolean isPointer(String segment) {
		return segment.length() >= 6 && segment.startsWith("0x")
				&& segment.substring(2).chars().allMatch((c) -> isHex((char) c));
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isHex(char c) {
		return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
	}

}
