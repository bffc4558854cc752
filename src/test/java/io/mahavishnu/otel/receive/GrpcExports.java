package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/** A gRPC client that sends bytes as they are, also such as no message has. */
final class GrpcExports implements AutoCloseable {

	private final ManagedChannel channel;

	GrpcExports(int port) {
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
	}

	/** Exports a message; the answer as bytes. */
	byte[] export(byte[] message, CallOptions options) {
		return call(TraceServiceGrpc.SERVICE_NAME + "/Export", message, options);
	}

	/** Calls a method of any service with bytes that need not be a message. */
	byte[] call(String method, byte[] message, CallOptions options) {
		return ClientCalls.blockingUnaryCall(this.channel, bytesMethod(method), options, message);
	}

	ManagedChannel channel() {
		return this.channel;
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
	}

	private static MethodDescriptor<byte[], byte[]> bytesMethod(String name) {
		MethodDescriptor.Marshaller<byte[]> bytes = new MethodDescriptor.Marshaller<>() {

			@Override
			public InputStream stream(byte[] value) {
				return new ByteArrayInputStream(value);
			}

			@Override
			public byte[] parse(InputStream stream) {
				try {
					return stream.readAllBytes();
				}
				catch (IOException broken) {
					throw new UncheckedIOException(broken);
				}
			}

		};
		return MethodDescriptor.newBuilder(bytes, bytes)
			.setFullMethodName(name)
			.setType(MethodDescriptor.MethodType.UNARY)
			.build();
	}

}
