package io.mahavishnu.otel.cli;

import java.io.IOException;
import java.io.InputStream;

/** Reads a stream byte by byte and counts its lines. Not thread-safe. */
final class ByteReader {

	static final int END = -1;

	private final InputStream in;

	private final byte[] buffer = new byte[64 * 1024];

	private int position;

	private int filled;

	private long line = 1;

	private int last = '\n';

	private boolean atLineStart;

	ByteReader(InputStream in) {
		this.in = in;
	}

	/** The next byte, 0 to 255, or {@link #END}. */
	int read() throws IOException {
		if (this.position == this.filled && !fill()) {
			return END;
		}
		this.atLineStart = this.last == '\n';
		this.last = this.buffer[this.position++] & 0xff;
		if (this.last == '\n') {
			this.line++;
		}
		return this.last;
	}

	/** The next byte that is not white space, or {@link #END}. */
	int readPastSpace() throws IOException {
		int each = read();
		while (InputFormat.isSpace(each)) {
			each = read();
		}
		return each;
	}

	/** Takes back the byte that was read last, which must not be the end of a line. */
	void unread() {
		this.position--;
		this.last = this.atLineStart ? '\n' : ' ';
	}

	/** Whether the byte that was read last begins a line with a brace or a bracket. */
	boolean startsLineOfJson() {
		return this.atLineStart && (this.last == '{' || this.last == '[');
	}

	/** The number of the current line, from 1. */
	long line() {
		return this.line;
	}

	/**
	 * Copies what comes before the next quote, backslash, control character or the end.
	 */
	void copyPlainString(Bytes to) throws IOException {
		while (this.position < this.filled || fill()) {
			int start = this.position;
			while (this.position < this.filled && isPlain(this.buffer[this.position])) {
				this.position++;
			}
			if (this.position > start) {
				to.add(this.buffer, start, this.position - start);
				this.last = this.buffer[this.position - 1] & 0xff;
			}
			if (this.position < this.filled) {
				return;
			}
		}
	}

	private static boolean isPlain(byte each) {
		return each != '"' && each != '\\' && (each < 0 || each >= 0x20);
	}

	private boolean fill() throws IOException {
		this.position = 0;
		this.filled = Math.max(0, this.in.read(this.buffer));
		return this.filled > 0;
	}

}
