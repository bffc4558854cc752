package io.mahavishnu.otel.receive;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.catalina.connector.Connector;
import org.apache.commons.lang3.StringUtils;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Connections for HTTP are treated alike on both ports. */
@ReceiveTest
@TestPropertySource(properties = { "server.tomcat.max-connections=1", "server.tomcat.threads.max=17" })
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

	private static final int CONNECTIONS = 1000;

	private static final int ANSWER_MAX_MILLIS = 60_000;

	@LocalServerPort
	private int port;

	@Autowired
	private OtlpHttpPort otlpPort;

	@Autowired
	private WebServerApplicationContext context;

	// Who finds no place in the queue hears nothing: his system tries again after one,
	// two, four ... seconds, in all for longer than he waits.
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void manyConnections_atOnce_waitForTheirTurn(boolean atOtlpPort) throws IOException {
		assumeThat(systemsQueueMax()).isGreaterThan(CONNECTIONS);
		List<Socket> connections = new ArrayList<>();
		try {
			for (int i = 0; i < CONNECTIONS; i++) {
				connections.add(connect(atOtlpPort));
			}
			Socket last = connections.getLast();
			last.getOutputStream().write(LAST_EXPORT.getBytes(StandardCharsets.US_ASCII));
			for (Socket before : connections.subList(0, CONNECTIONS - 1)) {
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

	private static int systemsQueueMax() throws IOException {
		Path limit = Path.of("/proc/sys/net/core/somaxconn");
		if (!Files.exists(limit)) {
			return 0;
		}
		// Such files give all with the first read, which must be large enough.
		try (BufferedReader reader = Files.newBufferedReader(limit)) {
			return Integer.parseInt(reader.readLine());
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

	@Test
	void requestsThatAreWorkedOn_areBounded_onBothPorts() {
		Connector[] connectors = ((TomcatWebServer) Objects.requireNonNull(this.context.getWebServer())).getTomcat()
			.getService()
			.findConnectors();
		assertThat(connectors).extracting((connector) -> connector.getProtocolHandler().getExecutor())
			.hasSize(2)
			.allSatisfy((executor) -> assertThat(executor).isInstanceOfSatisfying(ThreadPoolExecutor.class,
					(threads) -> assertThat(threads.getMaximumPoolSize()).isEqualTo(17)));
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
