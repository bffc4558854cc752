package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimelyInputStreamTest {

	private static final Duration WAIT_MAX = Duration.ofSeconds(10);

	private long nanos;

	@Test
	void aByteASecond_isEnoughOfItAfterTheTime_howeverOftenOneComes() throws IOException {
		InputStream drops = timely(1, Duration.ofSeconds(1));
		for (int i = 0; i < 10; i++) {
			assertThat(drops.read()).isZero();
		}
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(drops::read)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.REQUEST_TIMEOUT));
	}

	@Test
	void aKilobyteASecond_mayGoOnForEver() throws IOException {
		InputStream steady = timely(1024, Duration.ofSeconds(1));
		byte[] buffer = new byte[4096];
		for (int i = 0; i < 10_000; i++) {
			assertThat(steady.read(buffer)).isEqualTo(1024);
		}
	}

	@Test
	void theTimeOfTheReader_doesNotCount() throws IOException {
		InputStream quick = timely(1, Duration.ZERO);
		for (int i = 0; i < 100; i++) {
			assertThat(quick.read()).isZero();
			this.nanos += WAIT_MAX.toNanos();
		}
	}

	@Test
	void aReadThatWaitsTooLong_isAProblem() {
		InputStream silent = new TimelyInputStream(new InputStream() {

			@Override
			public int read() throws IOException {
				throw new SocketTimeoutException();
			}

		}, WAIT_MAX, () -> this.nanos);
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(silent::read)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.REQUEST_TIMEOUT));
	}

	/** A stream that gives so many bytes a read, and takes so long for them. */
	private InputStream timely(int bytes, Duration each) {
		return new TimelyInputStream(new InputStream() {

			@Override
			public int read() {
				TimelyInputStreamTest.this.nanos += each.toNanos();
				return 0;
			}

			@Override
			public int read(byte[] into, int offset, int length) {
				TimelyInputStreamTest.this.nanos += each.toNanos();
				return bytes;
			}

		}, WAIT_MAX, () -> this.nanos);
	}

}
