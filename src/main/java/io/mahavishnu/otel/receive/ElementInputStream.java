package io.mahavishnu.otel.receive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * The bytes of a JSON array for its parser, which reads no further than it must: an
 * element that is larger than a limit is never in memory as a whole. Not thread-safe.
 */
final class ElementInputStream extends FilterInputStream {

	private static final long NONE = -1;

	private final long elementBytesMax;

	private final LongConsumer held;

	private long position;

	private long start = NONE;

	private boolean brokenOff;

	/**
	 * The bytes of an array.
	 * @param in the bytes
	 * @param elementBytesMax the most bytes of one element
	 * @param held told how many bytes of an element were read so far, and 0 after it;
	 * what it throws ends the reading
	 */
	ElementInputStream(InputStream in, long elementBytesMax, LongConsumer held) {
		super(in);
		this.elementBytesMax = elementBytesMax;
		this.held = held;
	}

	/**
	 * Begins an element.
	 * @param offset the place of its first byte, from the beginning of the stream
	 */
	void begin(long offset) {
		this.start = offset;
	}

	/**
	 * Ends the element.
	 * @param offset the place after its last byte
	 * @return whether it was larger than the limit
	 */
	boolean end(long offset) {
		boolean tooLarge = offset - this.start > this.elementBytesMax;
		this.start = NONE;
		this.held.accept(0);
		return tooLarge;
	}

	/** Whether the reading ended within an element since that was too large. */
	boolean isBrokenOff() {
		return this.brokenOff;
	}

	/** What is wrong with an element that is larger than the limit. */
	TraceProblem tooLarge() {
		return new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE, "the trace is larger than " + this.elementBytesMax
				+ " bytes; send less or raise " + ReceiveProperties.PREFIX + "line-max");
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] into, int offset, int length) throws IOException {
		if (this.start != NONE && this.position - this.start > this.elementBytesMax) {
			this.brokenOff = true;
			throw tooLarge();
		}
		int read = super.read(into, offset, length);
		this.position += Math.max(0, read);
		if (this.start != NONE) {
			this.held.accept(this.position - this.start);
		}
		return read;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}
