package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who sends nothing more is cut off, on every port. */
@ReceiveTest
@TestPropertySource(
		properties = { "server.tomcat.connection-timeout=500ms", "mahavishnu.otel-ingester.receive.read-timeout=500ms",
				"mahavishnu.otel-ingester.receive.message-timeout=500ms" })
class SlowClientsTest {

	private static final int CUT_MAX_MILLIS = 60_000;

	@LocalServerPort
	private int port;

	@Autowired
	private OtlpHttpPort otlpPort;

	@Autowired
	private GrpcServerLifecycle grpcServer;

	@ParameterizedTest
	@CsvSource({ "false, /v1/traces, Host: lo", "true, /v1/traces, Host: lo",
			"false, /v1/traces, 'Host: localhost\nContent-Type: application/json\nContent-Length: 10\n\n{'",
			"true, /v1/traces, 'Host: localhost\nContent-Type: application/json\nContent-Length: 10\n\n{'",
			"false, /api/traces, 'Host: localhost\nContent-Type: application/json\nContent-Length: 10\n\n{'",
			"false, /api/traces/batch, 'Host: localhost\nContent-Type: application/x-ndjson\nContent-Length: 10\n\n{'",
			"false, /api/traces/search, 'Host: localhost\nContent-Type: application/json\nContent-Length: 10\n\n{'",
			"false, /mcp, 'Host: localhost\nContent-Type: application/json\nContent-Length: 10\n\n{'" })
	void headersOrABody_thatDoNotCome_endTheConnection(boolean atOtlpPort, String path, String rest)
			throws IOException {
		String answer = exchange(atOtlpPort ? this.otlpPort.localPort() : this.port,
				"POST " + path + " HTTP/1.1\n" + rest);
		assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4")).as(answer).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/traces", "/api/traces/search", "/mcp" })
	void aBody_thatComesInDrops_endsTheConnection(String path) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(CUT_MAX_MILLIS);
			socket.getOutputStream()
				.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 1000000\r\n\r\n{")
					.getBytes(StandardCharsets.US_ASCII));
			Awaitility.await()
				.atMost(Duration.ofMillis(CUT_MAX_MILLIS))
				.pollInterval(Duration.ofMillis(100))
				.until(() -> drop(socket) || socket.getInputStream().available() > 0);
			assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
				.isEqualTo("HTTP/1.1 408");
		}
	}

	/** Sends one byte more; tells whether nobody takes it any more. */
	private static boolean drop(Socket socket) {
		try {
			socket.getOutputStream().write(' ');
			return false;
		}
		catch (IOException closed) {
			return true;
		}
	}

	@Test
	void aConnectionForGrpc_thatSaysNothing_isClosed() throws IOException {
		try (Socket silent = new Socket("127.0.0.1", this.grpcServer.getPort())) {
			silent.setSoTimeout(CUT_MAX_MILLIS);
			silent.getInputStream().readAllBytes();
			assertThat(silent.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void aCallOverGrpc_whoseMessageDoesNotCome_isEnded() throws Exception {
		try (WaysIn ways = new WaysIn(this.port, this.otlpPort.localPort(), this.grpcServer.getPort())) {
			CompletableFuture<Status> end = new CompletableFuture<>();
			ClientCall<ExportTraceServiceRequest, ExportTraceServiceResponse> call = ways.channel()
				// Of a call with one message the client would keep the beginning back.
				.newCall(TraceServiceGrpc.getExportMethod()
					.toBuilder()
					.setType(MethodDescriptor.MethodType.BIDI_STREAMING)
					.build(), CallOptions.DEFAULT);
			call.start(new ClientCall.Listener<>() {

				@Override
				public void onClose(Status status, Metadata trailers) {
					end.complete(status);
				}

			}, new Metadata());
			call.request(1);
			assertThat(end.get(CUT_MAX_MILLIS, TimeUnit.MILLISECONDS).getCode())
				.isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			assertThat(ways.grpc().code()).isEqualTo(Status.Code.OK);
		}
	}

	private static String exchange(int port, String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(CUT_MAX_MILLIS);
			socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
