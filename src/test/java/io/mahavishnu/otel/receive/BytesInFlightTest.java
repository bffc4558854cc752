package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
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

	private final BytesInFlight inFlight = new BytesInFlight(
			new ReceiveProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(1),
					DataSize.ofMegabytes(1), 5_000_000, DataSize.ofBytes(MAX), 1, 0, Duration.ofSeconds(1),
					Duration.ofSeconds(1), 0, InetAddress.getLoopbackAddress()),
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

	@Test
	void hold_takesAndGivesBack_upToWhatIsHeldNow() {
		BytesInFlight.Share share = open(0);
		share.hold(MAX);
		assertIsRefused(open(0), 1);
		share.hold(10);
		BytesInFlight.Share other = open(MAX - 10);
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> share.hold(11));
		assertThat(this.inFlight.bytes()).isEqualTo(MAX);
		other.close();
		share.close();
		assertThat(this.inFlight.bytes()).isZero();
	}

	@Test
	void aLineOfABatch_counts_untilTheNextOne() {
		BytesInFlight.Share share = this.inFlight.open(Transport.JSON_BATCH);
		byte[] body = ("x".repeat(500) + "\n\n" + "y".repeat(100) + "\n" + "z".repeat(2000) + "\n")
			.getBytes(StandardCharsets.UTF_8);
		NdjsonLines lines = new NdjsonLines(new ByteArrayInputStream(body), 1000, share::hold);
		assertThat(lines.next()).isTrue();
		assertThat(this.inFlight.bytes()).isEqualTo(500);
		assertThat(lines.next()).isTrue();
		assertThat(this.inFlight.bytes()).isEqualTo(100);
		assertThat(lines.next()).isTrue();
		assertThat(lines.isTooLong()).isTrue();
		assertThat(this.inFlight.bytes()).isZero();
	}

	@Test
	void anElementOfABatch_counts_asFarAsItIsRead() throws IOException {
		BytesInFlight.Share share = this.inFlight.open(Transport.JSON_BATCH);
		ElementInputStream elements = new ElementInputStream(new ByteArrayInputStream(new byte[2000]), 500,
				share::hold);
		byte[] buffer = new byte[400];
		elements.readNBytes(buffer, 0, 400);
		assertThat(this.inFlight.bytes()).isZero();
		elements.begin(100);
		elements.readNBytes(buffer, 0, 201);
		assertThat(this.inFlight.bytes()).isEqualTo(501);
		assertThat(elements.end(600)).isFalse();
		assertThat(this.inFlight.bytes()).isZero();
		elements.begin(600);
		assertThat(elements.read()).isZero();
		elements.readNBytes(buffer, 0, 400);
		elements.readNBytes(buffer, 0, 400);
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(elements::read)
			.satisfies((problem) -> assertThat(problem.detail()).contains("receive.line-max"));
		assertThat(elements.isBrokenOff()).isTrue();
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
