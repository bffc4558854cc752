package io.mahavishnu.otel.receive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * A stream that ends with a problem when there is more than a limit, or when it comes too
 * slowly.
 */
final class LimitedInputStream extends FilterInputStream {

	private final Supplier<TraceProblem> tooLarge;

	private long left;

	/**
	 * Limits a stream.
	 * @param in the stream
	 * @param max bytes that may be read
	 * @param tooLarge what to throw when there are more
	 */
	LimitedInputStream(InputStream in, long max, Supplier<TraceProblem> tooLarge) {
		super(in);
		this.left = max;
		this.tooLarge = tooLarge;
	}

	@Override
	public int read() throws IOException {
		int read = inTime(super::read);
		count((read >= 0) ? 1 : 0);
		return read;
	}

	@Override
	public int read(byte[] into, int offset, int length) throws IOException {
		int read = inTime(() -> super.read(into, offset, length));
		count(Math.max(0, read));
		return read;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	private static int inTime(Read read) throws IOException {
		try {
			return read.read();
		}
		catch (SocketTimeoutException tooSlow) {
			throw new TraceProblem(ProblemType.REQUEST_TIMEOUT,
					"nothing came for too long; send the whole body without a pause", tooSlow);
		}
	}

	private interface Read {

		int read() throws IOException;

	}

	private void count(int read) {
		this.left -= read;
		if (this.left < 0) {
			throw this.tooLarge.get();
		}
	}

}
