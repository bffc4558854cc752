package io.mahavishnu.otel.receive;

import java.net.InetAddress;
import java.time.Duration;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BytesInFlightTest {

	private static final int MAX = 1024;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final BytesInFlight inFlight = new BytesInFlight(new ReceiveProperties(DataSize.ofMegabytes(1),
			DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 5_000_000, DataSize.ofBytes(MAX), 1, 0,
			Duration.ofSeconds(1), Duration.ofSeconds(1), 0, InetAddress.getLoopbackAddress()),
			new ReceiveMeters(this.registry), this.registry);

	@Test
	void take_refuses_whatExceedsTheMaximum_untilAnotherIsClosed() {
		BytesInFlight.Share first = open(MAX - 100);
		BytesInFlight.Share second = open(100);
		assertIsRefused(second, 1);
		first.close();
		second.take(1);
		assertThat(this.inFlight.bytes()).isEqualTo(101);
		second.close();
		assertThat(this.inFlight.bytes()).isZero();
	}

	@Test
	void aBodyAlone_mayBeAsLargeAsItLikes() {
		BytesInFlight.Share alone = open(10 * MAX);
		assertThat(this.inFlight.bytes()).isEqualTo(10 * MAX);
		assertIsRefused(open(0), 1);
		alone.close();
	}

	@Test
	void aLargeBody_findsRoomAmongSmallOnes_butNotASecondLargeOne() {
		open(MAX / 2);
		BytesInFlight.Share large = open(0);
		large.take(3 * MAX);
		assertThat(this.inFlight.bytes()).isEqualTo(MAX / 2 + 3 * MAX);
		assertIsRefused(open(0), MAX);
	}

	@Test
	void requireRoom_refuses_whenThereIsNone() {
		this.inFlight.requireRoom();
		BytesInFlight.Share all = open(MAX);
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(this.inFlight::requireRoom)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED));
		all.close();
		this.inFlight.requireRoom();
	}

	@Test
	void close_givesBackOnce_andWhatIsTakenAfterwardsIsRefused() {
		BytesInFlight.Share other = open(10);
		BytesInFlight.Share share = open(10);
		share.close();
		share.close();
		assertThat(this.inFlight.bytes()).isEqualTo(10);
		assertIsRefused(share, 1);
		other.close();
	}

	private BytesInFlight.Share open(int bytes) {
		BytesInFlight.Share share = this.inFlight.open(Transport.OTLP_HTTP);
		if (bytes > 0) {
			share.take(bytes);
		}
		return share;
	}

	private static void assertIsRefused(BytesInFlight.Share share, int bytes) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> share.take(bytes)).satisfies((problem) -> {
			assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
			assertThat(problem.detail()).contains("receive.in-flight-max");
		});
	}

}
