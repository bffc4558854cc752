package io.mahavishnu.otel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/** Sends messages of OTLP as they are. Thread-safe. */
final class OtlpClient implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI url;

	private final ManagedChannel channel;

	/**
	 * A client.
	 * @param httpPort the port for OTLP over HTTP
	 * @param grpcPort the port for OTLP over gRPC; connected to when something is sent
	 */
	OtlpClient(int httpPort, int grpcPort) {
		this.url = URI.create("http://127.0.0.1:" + httpPort + "/v1/traces");
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", grpcPort).usePlaintext().build();
	}

	HttpResponse<byte[]> http(ExportTraceServiceRequest message) {
		return http("application/x-protobuf", message.toByteArray());
	}

	HttpResponse<byte[]> http(String type, byte[] body) {
		HttpRequest request = HttpRequest.newBuilder(this.url)
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	/**
	 * Sends over gRPC.
	 * @throws io.grpc.StatusRuntimeException when it is refused
	 */
	ExportTraceServiceResponse grpc(ExportTraceServiceRequest message) {
		return TraceServiceGrpc.newBlockingStub(this.channel).export(message);
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
		this.http.close();
	}

}
