package io.mahavishnu.otel.problem;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemErrorReportValveTest {

	/** What Tomcat has when it is paused before it read the head: no host. */
	private static final String WITHOUT_HOST = "POST /v1/traces HTTP/1.1\r\nContent-Length: 0\r\n\r\n";

	@TempDir
	private Path folder;

	private final Tomcat tomcat = new Tomcat();

	@BeforeEach
	void prepare() {
		this.tomcat.setBaseDir(this.folder.toString());
		this.tomcat.setPort(0);
		((StandardHost) this.tomcat.getHost()).setErrorReportValveClass(ProblemErrorReportValve.class.getName());
	}

	@AfterEach
	void stop() throws Exception {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void aRequestThatIsMalformed_isAProblemOfItsSender() throws Exception {
		assertThat(answer(WITHOUT_HOST)).startsWith("HTTP/1.1 400 ")
			.contains("application/problem+json", "/problems/invalid-request");
	}

	@Test
	void aRequestThatIsCutOffByTheEndOfTheService_isToBeSentAgain() throws Exception {
		this.tomcat.getEngine().getPipeline().addValve(new Pausing());

		assertThat(answer(WITHOUT_HOST)).startsWith("HTTP/1.1 503 ")
			.contains("application/problem+json", "/problems/store-unavailable", "is stopping")
			.containsIgnoringCase("\r\nRetry-After: 1\r\n");
	}

	private String answer(String request) throws Exception {
		this.tomcat.getConnector();
		this.tomcat.start();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.tomcat.getConnector().getLocalPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/** Pauses the connector as the end of the service does, while a request is read. */
	private static final class Pausing extends ValveBase {

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			request.getConnector().pause();
			getNext().invoke(request, response);
		}

	}

}
