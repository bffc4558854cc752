package io.mahavishnu.otel.receive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import io.mahavishnu.otel.problem.TraceProblem;

/**
 * A stream that ends with a problem when there is more than a limit, and that tells how
 * much is read of it.
 */
final class LimitedInputStream extends FilterInputStream {

	private static final int SKIP_AT_A_TIME = 8192;

	private final Supplier<TraceProblem> tooLarge;

	private final IntConsumer onRead;

	private long left;

	/**
	 * Limits a stream.
	 * @param in the stream
	 * @param max bytes that may be read
	 * @param tooLarge what to throw when there are more
	 * @param onRead told how many bytes each read gave
	 */
	LimitedInputStream(InputStream in, long max, Supplier<TraceProblem> tooLarge, IntConsumer onRead) {
		super(in);
		this.left = max;
		this.tooLarge = tooLarge;
		this.onRead = onRead;
	}

	@Override
	public int read() throws IOException {
		int read = super.read();
		count((read >= 0) ? 1 : 0);
		return read;
	}

	@Override
	public int read(byte[] into, int offset, int length) throws IOException {
		int read = super.read(into, offset, length);
		count(Math.max(0, read));
		return read;
	}

	/** Reads what it skips, so that it is limited and counted too. */
	@Override
	public long skip(long bytes) throws IOException {
		byte[] skipped = new byte[(int) Math.min(Math.max(bytes, 0), SKIP_AT_A_TIME)];
		return (skipped.length > 0) ? Math.max(0, read(skipped, 0, skipped.length)) : 0;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	private void count(int read) {
		this.left -= read;
		if (this.left < 0) {
			throw this.tooLarge.get();
		}
		if (read > 0) {
			this.onRead.accept(read);
		}
	}

}
