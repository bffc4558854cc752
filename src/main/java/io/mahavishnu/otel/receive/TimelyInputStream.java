package io.mahavishnu.otel.receive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;

/**
 * A stream that ends with a problem when its sender lets the reader wait too long: once,
 * or in all. In all he may let it wait as long as once, and a second longer for every
 * kilobyte that he sent; the time that the reader takes for itself does not count. Not
 * thread-safe.
 */
final class TimelyInputStream extends FilterInputStream {

	private static final long BYTES_PER_SECOND_MIN = 1024;

	private final long waitMaxNanos;

	private final LongSupplier nanoTime;

	private long waitedNanos;

	private long bytes;

	/**
	 * A timely stream.
	 * @param in the stream; a read that waits too long throws
	 * {@link SocketTimeoutException}
	 * @param waitMax how long the sender may let the reader wait
	 * @param nanoTime the clock, nanoseconds since any moment
	 */
	TimelyInputStream(InputStream in, Duration waitMax, LongSupplier nanoTime) {
		super(in);
		this.waitMaxNanos = waitMax.toNanos();
		this.nanoTime = nanoTime;
	}

	@Override
	public int read() throws IOException {
		int read = inTime(() -> this.in.read());
		count((read >= 0) ? 1 : 0);
		return read;
	}

	@Override
	public int read(byte[] into, int offset, int length) throws IOException {
		int read = inTime(() -> this.in.read(into, offset, length));
		count(Math.max(0, read));
		return read;
	}

	private int inTime(Read read) throws IOException {
		long start = this.nanoTime.getAsLong();
		try {
			return read.read();
		}
		catch (SocketTimeoutException tooSlow) {
			throw new TraceProblem(ProblemType.REQUEST_TIMEOUT,
					"nothing came for too long; send the whole body without a pause", tooSlow);
		}
		finally {
			this.waitedNanos += this.nanoTime.getAsLong() - start;
		}
	}

	private void count(int read) {
		this.bytes += read;
		if (read > 0 && this.waitedNanos > this.waitMaxNanos
				+ TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND_MIN * this.bytes) {
			throw new TraceProblem(ProblemType.REQUEST_TIMEOUT, "only " + this.bytes + " bytes came within "
					+ TimeUnit.NANOSECONDS.toMillis(this.waitedNanos) + " ms; send the body without pauses");
		}
	}

	private interface Read {

		int read() throws IOException;

	}

}
