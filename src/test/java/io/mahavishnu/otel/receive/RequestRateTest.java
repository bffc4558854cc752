package io.mahavishnu.otel.receive;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** One limit of requests a second holds for every way in. */
@ReceiveTest
@TestPropertySource(properties = "mahavishnu.otel-ingester.receive.requests-per-second-max=1")
class RequestRateTest {

	// A second has to pass between any two of them for none to be refused.
	private static final int BURST = 64;

	@LocalServerPort
	private int port;

	@Autowired
	private OtlpHttpPort otlpPort;

	@Autowired
	private GrpcServerLifecycle grpcServer;

	private WaysIn ways;

	@BeforeEach
	void connect() {
		this.ways = new WaysIn(this.port, this.otlpPort.localPort(), this.grpcServer.getPort());
	}

	@AfterEach
	void disconnect() {
		this.ways.close();
	}

	@Test
	void requestsBeyondTheRate_areToldToComeAgain_onEveryWayIn_butWhoWatches() {
		assertIsLimited(refused(this.ways::stats), "application/problem+json");
		assertIsLimited(refused(this.ways::mcp), "application/problem+json");
		assertIsLimited(refused(this.ways::export), "application/json");
		assertIsLimited(refused(this.ways::exportToItsPort), "application/json");
		assertThat(burst(this.ways::grpc)).contains(new WaysIn.Grpc(Status.Code.RESOURCE_EXHAUSTED, true));
		assertThat(burst(this.ways::health)).allMatch((answer) -> answer.statusCode() == 200);
	}

	private static HttpResponse<String> refused(Supplier<HttpResponse<String>> way) {
		return burst(way).stream().filter((answer) -> answer.statusCode() != 200).findAny().orElseThrow();
	}

	private static <T> List<T> burst(Supplier<T> way) {
		return IntStream.range(0, BURST).parallel().mapToObj((_) -> way.get()).toList();
	}

	private static void assertIsLimited(HttpResponse<String> answer, String type) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
		assertThat(answer.body()).contains("requests-per-second-max");
	}

}
