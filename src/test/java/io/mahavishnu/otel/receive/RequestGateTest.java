package io.mahavishnu.otel.receive;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bucket4j.TimeMeter;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestGateTest {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Clock clock = new Clock();

	@Test
	void asManyAsAreAllowed_areInsideAtATime_andNoMore() {
		RequestGate gate = gate(2, 0);
		RequestGate.Place first = gate.enter();
		gate.enter();
		assertIsRefused(gate, ProblemType.OVERLOADED);
		assertThat(this.registry.get("mahavishnu.receive.requests.active").gauge().value()).isEqualTo(2);
		first.close();
		first.close();
		gate.enter();
		assertIsRefused(gate, ProblemType.OVERLOADED);
		assertThat(turnedAway("concurrent")).isEqualTo(2);
	}

	@Test
	void asManyAsAreAllowed_comeWithinASecond_andNoMore() {
		RequestGate gate = gate(1, 3);
		for (int i = 0; i < 3; i++) {
			gate.enter().close();
		}
		assertIsRefused(gate, ProblemType.RATE_LIMITED);
		assertThat(turnedAway("rate")).isEqualTo(1);
		this.clock.pass(Duration.ofMillis(334));
		gate.enter().close();
		assertIsRefused(gate, ProblemType.RATE_LIMITED);
	}

	@Test
	void whoIsRefused_holdsNoPlace() {
		RequestGate gate = gate(1, 1);
		gate.enter().close();
		assertIsRefused(gate, ProblemType.RATE_LIMITED);
		this.clock.pass(Duration.ofSeconds(1));
		gate.enter().close();
	}

	@Test
	void anyNumber_comesWithinASecond_whereThatIsNotSet() {
		RequestGate gate = gate(1, 0);
		for (int i = 0; i < 10_000; i++) {
			gate.enter().close();
		}
		assertThat(turnedAway("rate")).isZero();
	}

	private static void assertIsRefused(RequestGate gate, ProblemType type) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(gate::enter)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(type));
	}

	private double turnedAway(String limit) {
		return this.registry.get("mahavishnu.receive.turned.away").tag("limit", limit).counter().count();
	}

	private RequestGate gate(int concurrent, int perSecond) {
		DataSize size = DataSize.ofMegabytes(1);
		return new RequestGate(
				new ReceiveProperties(size, size, size, size, 5_000_000, size, concurrent, perSecond,
						Duration.ofSeconds(1), Duration.ofSeconds(1), 0, InetAddress.getLoopbackAddress()),
				this.registry, this.clock);
	}

	private static final class Clock implements TimeMeter {

		private final AtomicLong nanos = new AtomicLong();

		void pass(Duration time) {
			this.nanos.addAndGet(time.toNanos());
		}

		@Override
		public long currentTimeNanos() {
			return this.nanos.get();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
