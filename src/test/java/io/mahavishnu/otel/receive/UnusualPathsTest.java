package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a path is, it is answered: found, or with what is wrong with it. */
@ReceiveTest
class UnusualPathsTest {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private OtlpHttpPort otlpPort;

	@AfterEach
	void close() {
		this.client.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "//", "///x", "//host/x", "/;", "/%zz", "/%", "/a%2Fb", "/a%00b", "/..", "/\u00e9" })
	void aPath_thatIsNone_isNotFound_onEveryPort(String path) throws IOException {
		for (int each : new int[] { this.port, this.otlpPort.localPort() }) {
			assertThat(answer(each, "GET " + path)).matches("(?s)HTTP/1.1 (400|404).*");
			assertThat(answer(each, "POST " + path)).matches("(?s)HTTP/1.1 (400|404|405).*");
		}
	}

	@Test
	void aService_mayHaveASlashInItsName() throws Exception {
		post("/api/traces?wait=false", """
				{"trace_id": "slash", "spans": [{"name": "load", "start_time": 1704067200,
				 "attributes": {"service.name": "team/cart"}}]}""");

		HttpResponse<String> operations = send(request("/api/services/team%2Fcart/operations").build());

		assertThat(operations.statusCode()).isEqualTo(200);
		assertThat(operations.body()).contains("\"load\"");
	}

	@Test
	void aQuestion_inAnyScript_fitsAUrl() throws Exception {
		String question = URLEncoder.encode("\u8ba2".repeat(4000), StandardCharsets.UTF_8);

		assertThat(send(request("/api/traces/search?mode=keyword&query=" + question).build()).statusCode())
			.isEqualTo(200);
	}

	private void post(String path, String body) throws IOException, InterruptedException {
		HttpRequest request = request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		assertThat(send(request).statusCode()).isEqualTo(202);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static String answer(int port, String start) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.getOutputStream()
				.write((start + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
					.getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
