package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/** Sends OTLP over gRPC. */
final class GrpcTransport implements Transport {

	private static final int ANSWER_MAX_SECONDS = 20;

	private final ManagedChannel channel;

	GrpcTransport(int port) {
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
	}

	@Override
	public Outcome send(TraceRequest request) {
		try {
			TraceServiceGrpc.newBlockingStub(this.channel)
				.withDeadlineAfter(ANSWER_MAX_SECONDS, TimeUnit.SECONDS)
				.export(WireForms.otlp(request));
			return Outcome.ACKNOWLEDGED;
		}
		catch (StatusRuntimeException failure) {
			if (isWithoutAnswer(failure.getStatus())) {
				return Outcome.UNKNOWN;
			}
			throw new AssertionError("gRPC answered " + failure.getStatus(), failure);
		}
	}

	/** A broken connection may say the same as a refusal. */
	private static boolean isWithoutAnswer(Status status) {
		return status.getCode() == Status.Code.UNAVAILABLE || status.getCode() == Status.Code.CANCELLED
				|| status.getCause() instanceof IOException;
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
	}

}
