package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.mahavishnu.otel.ingest.IngestService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that hangs up before it has its answer is no fault of the service. */
@ReceiveTest
@TestPropertySource(properties = "logging.level.io.mahavishnu.otel.problem=debug")
@ExtendWith(OutputCaptureExtension.class)
class GoneClientsTest {

	private static final int SPANS = 100;

	private static final int VALUE_LENGTH = 200_000;

	@LocalServerPort
	private int port;

	@Autowired
	private IngestService service;

	@Test
	void hangingUpWithinALongAnswer_isNoErrorInTheLog(CapturedOutput output) throws IOException {
		for (int i = 0; i < SPANS; i++) {
			this.service.store(SimpleJsonDecoder.decode(new ByteArrayInputStream(
					("{\"trace_id\": \"long\", \"spans\": [{\"span_id\": \"" + i + "\", \"attributes\": {\"v\": \""
							+ "x".repeat(VALUE_LENGTH) + "\"}}]}")
						.getBytes(StandardCharsets.UTF_8)),
					RequestSize.unlimited()));
		}
		try (Socket client = new Socket()) {
			client.setReceiveBufferSize(4096);
			client.connect(new InetSocketAddress("127.0.0.1", this.port));
			client.getOutputStream().write("""
					GET /api/traces/long HTTP/1.1
					Host: localhost

					""".replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
			assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("HTTP");
			// Closing resets the connection, rather than end it.
			client.setSoLinger(true, 0);
		}
		Awaitility.await().until(() -> output.getAll().contains("/api/traces/long hung up"));
		assertThat(output.getAll()).doesNotContain("ERROR");
	}

}
