package io.mahavishnu.otel.receive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdIOException;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.unit.DataSize;

/**
 * The body of a request as a stream: decompressed (gzip and zstd), and within a limit
 * that holds before and after that.
 */
final class BodyStream {

	private BodyStream() {
	}

	/**
	 * Opens the body.
	 * @param request the request
	 * @param max the most bytes it may have
	 * @param setting the setting that says so
	 * @param waitMax how long its sender may let the reader wait
	 * @param onRead told how many bytes each read gave, after decompression; what it
	 * throws ends the reading
	 * @throws TraceProblem {@code UNSUPPORTED_MEDIA_TYPE} for other encodings,
	 * {@code PAYLOAD_TOO_LARGE}, also while it is read, {@code INVALID_REQUEST} when it
	 * is not in its encoding, {@code REQUEST_TIMEOUT}, while it is read
	 */
	static InputStream open(HttpServletRequest request, DataSize max, String setting, Duration waitMax,
			IntConsumer onRead) {
		Supplier<TraceProblem> tooLarge = () -> new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE,
				"the body is larger than " + max.toBytes() + " bytes; send less at a time or raise "
						+ ReceiveProperties.PREFIX + setting);
		if (request.getContentLengthLong() > max.toBytes()) {
			throw tooLarge.get();
		}
		try {
			String encoding = encoding(request);
			InputStream sent = new TimelyInputStream(request.getInputStream(), waitMax, System::nanoTime);
			InputStream body = isPlain(encoding) ? sent
					: decompressed(new LimitedInputStream(sent, max.toBytes(), tooLarge, (_) -> {
					}), encoding, tooLarge);
			return new LimitedInputStream(body, max.toBytes(), tooLarge, onRead);
		}
		catch (IOException | ZstdException unreadable) {
			throw new TraceProblem(ProblemType.INVALID_REQUEST,
					"the body is not in its Content-Encoding: " + unreadable.getMessage(), unreadable);
		}
	}

	/** All that was said of the encoding: several of them are none that is read here. */
	private static String encoding(HttpServletRequest request) {
		return String.join(",", Collections.list(request.getHeaders("Content-Encoding")))
			.strip()
			.toLowerCase(Locale.ROOT);
	}

	private static boolean isPlain(String encoding) {
		return encoding.isEmpty() || encoding.equals("identity");
	}

	private static InputStream decompressed(InputStream sent, String encoding, Supplier<TraceProblem> tooLarge)
			throws IOException {
		return switch (encoding) {
			case "gzip", "x-gzip" -> new GZIPInputStream(new EndKnown(sent));
			case "zstd" -> new SmallWindowZstd(sent, tooLarge);
			default -> throw new TraceProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE,
					"the Content-Encoding " + Excerpt.quoted(encoding) + " is not read here; send gzip, zstd or none");
		};
	}

	/**
	 * A stream that says at its end, and only there, that nothing is available:
	 * {@link GZIPInputStream} takes that for the end of the last member.
	 */
	private static final class EndKnown extends BufferedInputStream {

		EndKnown(InputStream in) {
			super(in);
		}

		@Override
		public synchronized int available() throws IOException {
			mark(1);
			int next = read();
			reset();
			return (next < 0) ? 0 : 1;
		}

	}

	/**
	 * zstd with windows of at most 8 MiB, what RFC 8878 (section 3.1.1.1.2) asks every
	 * decoder to take.
	 */
	private static final class SmallWindowZstd extends ZstdInputStream {

		private static final int WINDOW_LOG_MAX = 23;

		// ZSTD_error_frameParameter_windowTooLarge
		private static final long WINDOW_TOO_LARGE = 16;

		private final Supplier<TraceProblem> tooLarge;

		SmallWindowZstd(InputStream in, Supplier<TraceProblem> tooLarge) throws IOException {
			super(in);
			this.tooLarge = tooLarge;
			setLongMax(WINDOW_LOG_MAX);
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			try {
				return super.read(into, offset, length);
			}
			catch (ZstdIOException unreadable) {
				if (unreadable.getErrorCode() == WINDOW_TOO_LARGE) {
					throw this.tooLarge.get();
				}
				throw unreadable;
			}
		}

	}

}
