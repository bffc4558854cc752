package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** One limit of requests at a time holds for every way in. */
@ReceiveTest
@TestPropertySource(properties = { "mahavishnu.otel-ingester.receive.concurrent-requests-max=1",
		"server.tomcat.connection-timeout=60s", "mahavishnu.otel-ingester.receive.read-timeout=60s" })
class ConcurrentRequestsTest {

	@LocalServerPort
	private int port;

	@Autowired
	private OtlpHttpPort otlpPort;

	@Autowired
	private GrpcServerLifecycle grpcServer;

	@Autowired
	private MeterRegistry registry;

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
	void whileOneRequestIsAnswered_everyOther_isToldToComeAgain_butWhoWatches() throws IOException {
		try (Socket one = new Socket("127.0.0.1", this.port)) {
			one.getOutputStream().write("""
					POST /v1/traces HTTP/1.1
					Host: localhost
					Content-Type: application/json
					Content-Length: 2

					{""".replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
			awaitInside(1);
			assertIsOverloaded(this.ways.stats(), "application/problem+json");
			assertIsOverloaded(this.ways.mcp(), "application/problem+json");
			assertIsOverloaded(this.ways.export(), "application/json");
			assertIsOverloaded(this.ways.exportToItsPort(), "application/json");
			assertThat(this.ways.grpc()).isEqualTo(new WaysIn.Grpc(Status.Code.UNAVAILABLE, true));
			assertThat(this.ways.health().statusCode()).isEqualTo(200);

			one.getOutputStream().write('}');
			assertThat(new String(one.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
				.isEqualTo("HTTP/1.1 200");
		}
		awaitInside(0);
		assertThat(this.ways.stats().statusCode()).isEqualTo(200);
		awaitInside(0);
		assertThat(this.ways.exportToItsPort().statusCode()).isEqualTo(200);
		awaitInside(0);
		assertThat(this.ways.grpc().code()).isEqualTo(Status.Code.OK);
	}

	private void awaitInside(int requests) {
		Awaitility.await()
			.until(() -> this.registry.get("mahavishnu.receive.requests.active").gauge().value(),
					(active) -> active == requests);
	}

	private static void assertIsOverloaded(HttpResponse<String> answer, String type) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
		assertThat(answer.body()).contains("concurrent-requests-max");
	}

}
