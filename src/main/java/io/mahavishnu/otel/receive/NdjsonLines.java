package io.mahavishnu.otel.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * The lines of a stream, one in memory at a time. Lines end with LF or CR LF; blank ones
 * are passed over. Not thread-safe.
 */
final class NdjsonLines {

	private static final int BUFFER_LENGTH = 64 * 1024;

	private final InputStream in;

	private final int lineBytesMax;

	private final LongConsumer held;

	private final byte[] buffer = new byte[BUFFER_LENGTH];

	private ByteArrayOutputStream line = new ByteArrayOutputStream();

	private int position;

	private int filled;

	private long lineBytes;

	private boolean blank;

	/**
	 * The lines of a stream.
	 * @param in the stream
	 * @param lineBytesMax the most bytes of a line
	 * @param held told how many bytes of a line are kept, and 0 before the next; what it
	 * throws ends the reading
	 */
	NdjsonLines(InputStream in, int lineBytesMax, LongConsumer held) {
		this.in = in;
		this.lineBytesMax = lineBytesMax;
		this.held = held;
	}

	/**
	 * Goes to the next line that is not blank.
	 * @return whether there is one
	 * @throws TraceProblem {@code INVALID_REQUEST} when the stream breaks off
	 */
	boolean next() {
		try {
			while (readLine()) {
				if (!this.blank) {
					return true;
				}
			}
			return false;
		}
		catch (IOException brokenOff) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST,
					"the body could not be read to its end: " + brokenOff.getMessage(), brokenOff);
		}
	}

	/** Whether the line is longer than the limit; it has then no bytes to read. */
	boolean isTooLong() {
		return this.lineBytes > this.lineBytesMax;
	}

	/** The bytes of the line. */
	byte[] bytes() {
		return this.line.toByteArray();
	}

	private boolean readLine() throws IOException {
		drop();
		this.lineBytes = 0;
		this.blank = true;
		while (this.position < this.filled || fill()) {
			int start = this.position;
			while (this.position < this.filled && this.buffer[this.position] != '\n') {
				this.blank &= this.buffer[this.position] <= ' ' && this.buffer[this.position] >= 0;
				this.position++;
			}
			keep(start);
			if (this.position < this.filled) {
				this.position++;
				return true;
			}
		}
		return this.lineBytes > 0;
	}

	private void keep(int start) {
		this.lineBytes += this.position - start;
		if (isTooLong()) {
			drop();
		}
		else {
			this.line.write(this.buffer, start, this.position - start);
			this.held.accept(this.line.size());
		}
	}

	/** Lets the room of a long line go, too. */
	private void drop() {
		if (this.line.size() > BUFFER_LENGTH) {
			this.line = new ByteArrayOutputStream();
		}
		this.line.reset();
		this.held.accept(0);
	}

	private boolean fill() throws IOException {
		this.position = 0;
		this.filled = Math.max(0, this.in.read(this.buffer));
		return this.filled > 0;
	}

}
