package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/** A small request through every way in, and how each is answered. Thread-safe. */
final class WaysIn implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	private final int otlpPort;

	private final ManagedChannel channel;

	/**
	 * Clients of a running service.
	 * @param port the port for everything over HTTP
	 * @param otlpPort the port for OTLP over HTTP
	 * @param grpcPort the port for OTLP over gRPC
	 */
	WaysIn(int port, int otlpPort, int grpcPort) {
		this.port = port;
		this.otlpPort = otlpPort;
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", grpcPort).usePlaintext().build();
	}

	/** The channel to the port for gRPC. */
	ManagedChannel channel() {
		return this.channel;
	}

	HttpResponse<String> stats() {
		return send(request(this.port, "/api/stats").GET());
	}

	HttpResponse<String> health() {
		return send(request(this.port, "/actuator/health").GET());
	}

	HttpResponse<String> mcp() {
		return send(request(this.port, "/mcp").header("Content-Type", "application/json")
			.header("Accept", "application/json, text/event-stream")
			.POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")));
	}

	HttpResponse<String> export() {
		return export(this.port);
	}

	HttpResponse<String> exportToItsPort() {
		return export(this.otlpPort);
	}

	/** The status of an export over gRPC. */
	Grpc grpc() {
		try {
			TraceServiceGrpc.newBlockingStub(this.channel).export(ExportTraceServiceRequest.getDefaultInstance());
			return new Grpc(Status.Code.OK, false);
		}
		catch (StatusRuntimeException refused) {
			com.google.rpc.Status status = StatusProto.fromThrowable(refused);
			return new Grpc(refused.getStatus().getCode(), status != null
					&& status.getDetailsList().stream().anyMatch((detail) -> detail.is(RetryInfo.class)));
		}
	}

	/**
	 * An answer of gRPC.
	 *
	 * @param code its code
	 * @param saysWhenToRetry whether it carries a {@code RetryInfo}
	 */
	record Grpc(Status.Code code, boolean saysWhenToRetry) {

	}

	private HttpResponse<String> export(int at) {
		return send(request(at, "/v1/traces").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{}")));
	}

	private static HttpRequest.Builder request(int at, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
		this.http.close();
	}

}
