package io.mahavishnu.otel.cli;

import java.util.Arrays;

/** Bytes that grow at their end, up to a maximum. Not thread-safe. */
final class Bytes {

	private static final int LENGTH_FIRST = 64 * 1024;

	private static final int KEPT_MAX = 16 * 1024 * 1024;

	private final int lengthMax;

	private byte[] bytes = new byte[LENGTH_FIRST];

	private int length;

	private boolean overflown;

	Bytes(int lengthMax) {
		this.lengthMax = lengthMax;
	}

	void add(int value) {
		if (ensure(1)) {
			this.bytes[this.length++] = (byte) value;
		}
	}

	void add(byte[] from, int start, int count) {
		if (ensure(count)) {
			System.arraycopy(from, start, this.bytes, this.length, count);
			this.length += count;
		}
	}

	/** Whether more was added than the maximum; what was over it is not kept. */
	boolean isOverflown() {
		return this.overflown;
	}

	int length() {
		return this.length;
	}

	/** The bytes themselves, of which the first {@link #length()} count; they change. */
	byte[] array() {
		return this.bytes;
	}

	/** Forgets all bytes, and gives back what only a rare large item needed. */
	void clear() {
		this.length = 0;
		this.overflown = false;
		if (this.bytes.length > KEPT_MAX) {
			this.bytes = new byte[LENGTH_FIRST];
		}
	}

	private boolean ensure(int count) {
		if (this.overflown || count > this.lengthMax - this.length) {
			this.overflown = true;
			return false;
		}
		if (this.length + count > this.bytes.length) {
			long grown = Math.max(this.length + count, this.bytes.length + (this.bytes.length >> 1));
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(grown, this.lengthMax));
		}
		return true;
	}

}
