package io.mahavishnu.otel.trace;

import java.util.HexFormat;
import java.util.Locale;

/** The rule that trace and span ids share. */
final class Identifiers {

	private static final int LENGTH_MAX = 128;

	private Identifiers() {
	}

	static String normalise(String field, String value, int otelHexLength) {
		if (isLowerHex(value, otelHexLength)) {
			return value;
		}
		if (!isValid(value)) {
			throw new IllegalArgumentException(
					field + " must be 1 to " + LENGTH_MAX + " of A-Z a-z 0-9 . _ : - but is " + Excerpt.quoted(value));
		}
		return isHex(value, otelHexLength) ? value.toLowerCase(Locale.ROOT) : value;
	}

	/** Whether a text can be an id. */
	static boolean isValid(String value) {
		return !value.isEmpty() && value.length() <= LENGTH_MAX && isAllowed(value);
	}

	/** Whether there is nothing to be done, as for nearly all ids. */
	private static boolean isLowerHex(String value, int length) {
		if (value.length() != length) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = value.charAt(i);
			if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
				return false;
			}
		}
		return true;
	}

	static boolean isHex(String value, int length) {
		if (value.length() != length) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (!HexFormat.isHexDigit(value.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isAllowed(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (!isAllowed(value.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isAllowed(char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == ':'
				|| c == '-';
	}

}
