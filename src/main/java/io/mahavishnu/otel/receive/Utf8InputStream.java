package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/**
 * Passes JSON's bytes on and makes sure that they are well-formed UTF-8; a read that
 * meets anything else throws a {@link CharacterCodingException}. Nearly all JSON is
 * ASCII, which is looked through eight bytes at a time. Not thread-safe.
 */
final class Utf8InputStream extends InputStream {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final long LOW_BITS = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final long BACKSLASHES = '\\' * LOW_BITS;

	/** By its first bytes a parser takes a text for UTF-16 or UTF-32. */
	private static final int GUESSED_FROM = 4;

	private static final int DECODED_AT_A_TIME = 1024;

	private final InputStream in;

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

	/** The beginning of a character whose rest has not come. */
	private byte[] begun = {};

	private long position;

	private boolean unicodeEscaped;

	Utf8InputStream(InputStream in) {
		this.in = in;
	}

	/**
	 * Whether what was read so far may have an escape like {@code \u00e9}: only those can
	 * make half of a surrogate pair.
	 */
	boolean isUnicodeEscaped() {
		return this.unicodeEscaped;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] into, int offset, int length) throws IOException {
		int read = this.in.read(into, offset, length);
		if (read < 0) {
			if (this.begun.length > 0) {
				throw new MalformedInputException(this.begun.length);
			}
			return read;
		}
		for (int i = offset; this.position < GUESSED_FROM && i < offset + read; i++, this.position++) {
			if (into[i] == 0) {
				throw new MalformedInputException(1);
			}
		}
		check(into, offset, offset + read);
		return read;
	}

	@Override
	public void close() throws IOException {
		this.in.close();
	}

	private void check(byte[] bytes, int from, int to) throws CharacterCodingException {
		boolean ascii = this.begun.length == 0;
		int at = from;
		for (; at + Long.BYTES <= to; at += Long.BYTES) {
			long eight = (long) LONGS.get(bytes, at);
			long backslash = eight ^ BACKSLASHES;
			ascii &= (eight & HIGH_BITS) == 0;
			if (((backslash - LOW_BITS) & ~backslash & HIGH_BITS) != 0) {
				lookForEscapes(bytes, at, at + Long.BYTES, to);
			}
		}
		lookForEscapes(bytes, at, to, to);
		for (; at < to; at++) {
			ascii &= bytes[at] >= 0;
		}
		if (!ascii) {
			decode(bytes, from, to);
		}
	}

	private void lookForEscapes(byte[] bytes, int from, int to, int end) {
		for (int i = from; i < to; i++) {
			this.unicodeEscaped |= bytes[i] == '\\' && (i + 1 == end || bytes[i + 1] == 'u');
		}
	}

	private void decode(byte[] bytes, int from, int to) throws CharacterCodingException {
		ByteBuffer coded = ByteBuffer.allocate(this.begun.length + to - from)
			.put(this.begun)
			.put(bytes, from, to - from)
			.flip();
		CharBuffer decoded = CharBuffer.allocate(DECODED_AT_A_TIME);
		CoderResult result;
		do {
			result = this.decoder.decode(coded, decoded.clear(), false);
		}
		while (result.isOverflow());
		if (result.isError()) {
			result.throwException();
		}
		this.begun = new byte[coded.remaining()];
		coded.get(this.begun);
	}

}
