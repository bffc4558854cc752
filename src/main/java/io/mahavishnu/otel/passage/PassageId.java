package io.mahavishnu.otel.passage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of a passage: the first 128 bits of the SHA-256 of its masked text in UTF-8.
 * Equal texts have equal ids, whoever says them.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record PassageId(long high, long low) implements Comparable<PassageId> {

	/** The id of a masked text. */
	public static PassageId of(String text) {
		ByteBuffer digest = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
		return new PassageId(digest.getLong(), digest.getLong());
	}

	/** The id as 32 hexadecimal digits. */
	public String toHex() {
		return HexFormat.of().toHexDigits(this.high) + HexFormat.of().toHexDigits(this.low);
	}

	@Override
	public int compareTo(PassageId other) {
		int byHigh = Long.compareUnsigned(this.high, other.high);
		return (byHigh != 0) ? byHigh : Long.compareUnsigned(this.low, other.low);
	}

	@Override
	public String toString() {
		return toHex();
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java platform has SHA-256", impossible);
		}
	}

}
