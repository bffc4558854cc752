package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections for HTTP are treated alike on both ports. */
@ReceiveTest
@TestPropertySource(properties = { "server.tomcat.max-connections=1" })
class ConnectionsTest {

	private static final String EXPORT = """
			POST /v1/traces HTTP/1.1
			Host: localhost
			Content-Type: application/json
			Content-Length: 2

			{}""".replace("\n", "\r\n");

	private static final String LAST_EXPORT = EXPORT.replace("Host:", "Connection: close\r\nHost:");

	// Less than a second, after which the system would try again.
	private static final int CONNECT_MAX_MILLIS = 900;

	private static final int ANSWER_MAX_MILLIS = 60_000;

	@LocalServerPort
	private int port;

	@Autowired
	private OtlpHttpPort otlpPort;

	// Who finds no place in the queue hears nothing: his system tries again after one,
	// two, four ... seconds, in all for longer than he waits.
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void manyConnections_atOnce_waitForTheirTurn(boolean atOtlpPort) throws IOException {
		List<Socket> connections = new ArrayList<>();
		try {
			for (int i = 0; i < 1000; i++) {
				connections.add(connect(atOtlpPort));
			}
			Socket last = connections.removeLast();
			last.getOutputStream().write(LAST_EXPORT.getBytes(StandardCharsets.US_ASCII));
			for (Socket before : connections) {
				before.close();
			}
			assertThat(accepted(last)).isEqualTo(1);
		}
		finally {
			for (Socket connection : connections) {
				connection.close();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aConnection_isKept_howeverManyExportsItSends(boolean atOtlpPort) throws IOException {
		try (Socket connection = connect(atOtlpPort)) {
			connection.getOutputStream().write((EXPORT.repeat(149) + LAST_EXPORT).getBytes(StandardCharsets.US_ASCII));
			assertThat(accepted(connection)).isEqualTo(150);
		}
	}

	private Socket connect(boolean atOtlpPort) throws IOException {
		Socket socket = new Socket();
		socket.connect(new InetSocketAddress("127.0.0.1", atOtlpPort ? this.otlpPort.localPort() : this.port),
				CONNECT_MAX_MILLIS);
		socket.setSoTimeout(ANSWER_MAX_MILLIS);
		return socket;
	}

	/** Reads to the end; how many exports were accepted. */
	private static int accepted(Socket connection) throws IOException {
		String answers = new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		return StringUtils.countMatches(answers, "HTTP/1.1 200");
	}

}
