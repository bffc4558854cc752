package io.mahavishnu.otel.lucene;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.mahavishnu.otel.filter.FieldType;
import org.apache.lucene.util.UnicodeUtil;

/**
 * The text of a term that stands for a whole value. Lucene takes no term longer than
 * 32,766 bytes, and long ones cost memory, so that a long value is replaced by its
 * beginning and its hash, in the index and in queries alike. The beginning is long enough
 * for every text that values may be ordered by or begin with.
 */
final class TermText {

	static final int BYTES_MAX = 512;

	/** Room for the longest such text, and one more character. */
	private static final int BEGINNING_BYTES = FieldType.ORDERED_TEXT_BYTES_MAX + UnicodeUtil.MAX_UTF8_BYTES_PER_CHAR;

	/** Ends an attribute's key. */
	private static final char SEPARATOR = '\u001f';

	private TermText() {
	}

	static String of(String value) {
		return isShort(value) ? value : beginningAndHash(value);
	}

	/**
	 * The text of an attribute's key, with an end, so that no key begins with another.
	 */
	static String ofKey(String key) {
		return (isShort(key) && key.indexOf(SEPARATOR) < 0 ? key : beginningAndHash(key).replace(SEPARATOR, ' '))
				+ SEPARATOR;
	}

	private static boolean isShort(String value) {
		return value.length() <= BYTES_MAX / UnicodeUtil.MAX_UTF8_BYTES_PER_CHAR
				|| UnicodeUtil.calcUTF16toUTF8Length(value, 0, value.length()) <= BYTES_MAX;
	}

	private static String beginningAndHash(String value) {
		byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		int end = Math.min(BEGINNING_BYTES, bytes.length);
		while (end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
			end--;
		}
		return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…"
				+ HexFormat.of().formatHex(sha256().digest(bytes));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java platform has SHA-256", impossible);
		}
	}

}
