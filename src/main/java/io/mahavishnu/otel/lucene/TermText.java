package io.mahavishnu.otel.lucene;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.apache.lucene.util.UnicodeUtil;

/**
 * The text of a term that stands for a whole value. Lucene takes no term longer than
 * 32,766 bytes, and long ones cost memory, so that a long value is replaced by its
 * beginning and its hash, in the index and in queries alike.
 */
final class TermText {

	static final int BYTES_MAX = 512;

	private static final int BEGINNING = 32;

	/** Stands in no attribute's key that people write. */
	private static final char SEPARATOR = '\u001f';

	private TermText() {
	}

	static String of(String value) {
		if (value.length() <= BYTES_MAX / UnicodeUtil.MAX_UTF8_BYTES_PER_CHAR
				|| UnicodeUtil.calcUTF16toUTF8Length(value, 0, value.length()) <= BYTES_MAX) {
			return value;
		}
		byte[] hash = sha256().digest(value.getBytes(StandardCharsets.UTF_8));
		return value.substring(0, BEGINNING) + "…" + HexFormat.of().formatHex(hash);
	}

	static String ofAttribute(String key, String value) {
		return of(key + SEPARATOR + value);
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
