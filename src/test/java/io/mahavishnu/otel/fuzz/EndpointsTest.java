package io.mahavishnu.otel.fuzz;

import io.mahavishnu.otel.OtelIngesterApplication;
import io.mahavishnu.otel.ServiceClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** No input makes a 5xx. */
@SpringBootTest(classes = OtelIngesterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "mahavishnu.otel-ingester.hot-store-path=:memory:",
				"mahavishnu.otel-ingester.receive.otlp-http-port=-1", "spring.grpc.server.port=0" })
@ExtendWith(OutputCaptureExtension.class)
class EndpointsTest {

	private static final int INPUTS = 300;

	@LocalServerPort
	private int port;

	@Test
	void aDamagedRequest_isAnsweredOrRefused_byEveryEndpoint_andIsNoErrorInTheLog(CapturedOutput output) {
		new ServiceClient("http://127.0.0.1:" + this.port).whenReady();
		for (FuzzTarget endpoint : new Endpoints(this.port).all()) {
			assertThat(new FuzzRun(endpoint, 1).run((inputs) -> inputs < INPUTS).inputs()).isEqualTo(INPUTS);
		}
		assertThat(output.getAll()).doesNotContain("ERROR");
	}

}
