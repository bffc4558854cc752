package io.mahavishnu.otel.overload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/** A sender's way to the service. For use by one thread. */
public sealed interface Connection extends AutoCloseable {

	/** How long an answer may take. */
	Duration TIMEOUT = Duration.ofSeconds(60);

	/** What became of an export. */
	sealed interface Outcome {

		/** It is durable. */
		record Acknowledged() implements Outcome {
		}

		/** It was refused, with the time to send it again. */
		record Refused() implements Outcome {
		}

		/**
		 * It failed in any other way.
		 *
		 * @param how what came instead of an answer, alike for what failed alike
		 */
		record Failed(String how) implements Outcome {
		}

	}

	/** Sends an export; several may be under way. Never fails. */
	CompletableFuture<Outcome> send(byte[] export);

	@Override
	void close();

	/** OTLP over HTTP, in protobuf. */
	record Http(HttpClient client, URI url) implements Connection {

		/** A connection to a port of this machine. */
		public static Http to(int port) {
			return new Http(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
					URI.create("http://127.0.0.1:" + port + "/v1/traces"));
		}

		@Override
		public CompletableFuture<Outcome> send(byte[] export) {
			HttpRequest request = HttpRequest.newBuilder(this.url)
				.timeout(TIMEOUT)
				.header("Content-Type", "application/x-protobuf")
				.POST(HttpRequest.BodyPublishers.ofByteArray(export))
				.build();
			return this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
				.thenApply(Http::outcome)
				.exceptionally(Http::outcome);
		}

		private static Outcome outcome(HttpResponse<Void> answer) {
			boolean hint = answer.headers().firstValue("Retry-After").isPresent();
			return switch (answer.statusCode()) {
				case 200 -> new Outcome.Acknowledged();
				case 503 -> hint ? new Outcome.Refused() : new Outcome.Failed("503 without Retry-After");
				default -> new Outcome.Failed("status " + answer.statusCode());
			};
		}

		private static Outcome outcome(Throwable failure) {
			Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
			return new Outcome.Failed(cause.getClass().getSimpleName() + ": " + cause.getMessage());
		}

		@Override
		public void close() {
			this.client.shutdownNow();
		}

	}

	/** OTLP over gRPC. */
	record Grpc(ManagedChannel channel) implements Connection {

		private static final MethodDescriptor<byte[], byte[]> EXPORT = MethodDescriptor
			.newBuilder(new Bytes(), new Bytes())
			.setFullMethodName(TraceServiceGrpc.getExportMethod().getFullMethodName())
			.setType(MethodDescriptor.MethodType.UNARY)
			.build();

		/** A connection to a port of this machine. */
		public static Grpc to(int port) {
			return new Grpc(NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor().build());
		}

		@Override
		public CompletableFuture<Outcome> send(byte[] export) {
			CompletableFuture<Outcome> outcome = new CompletableFuture<>();
			CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			ClientCalls.asyncUnaryCall(this.channel.newCall(EXPORT, options), export, new StreamObserver<>() {

				@Override
				public void onNext(byte[] answer) {
				}

				@Override
				public void onError(Throwable failure) {
					outcome.complete(outcome(failure));
				}

				@Override
				public void onCompleted() {
					outcome.complete(new Outcome.Acknowledged());
				}

			});
			return outcome;
		}

		private static Outcome outcome(Throwable failure) {
			Status status = StatusProto.fromThrowable(failure);
			boolean hint = status != null && status.getDetailsCount() > 0;
			return (status != null && status.getCode() == Code.UNAVAILABLE_VALUE && hint) ? new Outcome.Refused()
					: new Outcome.Failed("gRPC: " + io.grpc.Status.fromThrowable(failure).getCode());
		}

		@Override
		public void close() {
			this.channel.shutdownNow();
		}

	}

	/** Messages as they are. */
	final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

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

	}

}
