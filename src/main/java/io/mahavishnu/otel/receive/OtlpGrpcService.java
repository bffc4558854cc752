package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.io.InputStream;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.mahavishnu.otel.problem.GrpcProblem;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * OTLP over gRPC. The service is bound with a marshaller of its own: gRPC's answers
 * INTERNAL to a message that cannot be decoded, where OTLP wants INVALID_ARGUMENT.
 */
@Component
final class OtlpGrpcService implements BindableService {

	private static final Logger log = LoggerFactory.getLogger(OtlpGrpcService.class);

	private final OtlpReceiver receiver;

	private final AwaitedCalls calls;

	private final BytesInFlight inFlight;

	private final ReceiveMeters meters;

	private final int messageBytesMax;

	OtlpGrpcService(OtlpReceiver receiver, ReceiveProperties properties, AwaitedCalls calls, BytesInFlight inFlight,
			ReceiveMeters meters) {
		this.receiver = receiver;
		this.calls = calls;
		this.inFlight = inFlight;
		this.meters = meters;
		this.messageBytesMax = Math.toIntExact(properties.bodyMax().toBytes());
	}

	/** What came over the wire. */
	private sealed interface Received {

		/**
		 * A message.
		 *
		 * @param bytes what should be a request
		 */
		record Message(ByteString bytes) implements Received {

		}

		/**
		 * Bytes that there is no room for.
		 *
		 * @param problem what is wrong
		 */
		record Refused(TraceProblem problem) implements Received {

		}

	}

	@Override
	public ServerServiceDefinition bindService() {
		MethodDescriptor<Received, ExportTraceServiceResponse> export = TraceServiceGrpc.getExportMethod()
			.toBuilder(new Requests(), TraceServiceGrpc.getExportMethod().getResponseMarshaller())
			.build();
		// The schema lets reflection describe the service.
		ServiceDescriptor service = ServiceDescriptor.newBuilder(TraceServiceGrpc.SERVICE_NAME)
			.setSchemaDescriptor(TraceServiceGrpc.getServiceDescriptor().getSchemaDescriptor())
			.addMethod(export)
			.build();
		return ServerServiceDefinition.builder(service)
			.addMethod(export, this.calls.guard(ServerCalls.asyncUnaryCall(this::export), this::refusal))
			.build();
	}

	private void export(Received received, StreamObserver<ExportTraceServiceResponse> answer) {
		switch (received) {
			case Received.Refused refused -> answer.onError(refusal(refused.problem()));
			case Received.Message message -> store(message.bytes(), answer);
		}
	}

	private void store(ByteString request, StreamObserver<ExportTraceServiceResponse> answer) {
		try {
			OtlpExport export = this.receiver.open();
			OtlpProtobufDecoder.decode(request, export);
			this.receiver.receive(export, Transport.OTLP_GRPC).whenComplete((response, failure) -> {
				if (failure != null) {
					answer.onError(refuse(failure));
				}
				else {
					this.meters.countStored(Transport.OTLP_GRPC);
					answer.onNext(response);
					answer.onCompleted();
				}
			});
		}
		catch (IOException broken) {
			answer.onError(refusal(undecodable(broken)));
		}
		catch (RuntimeException failure) {
			answer.onError(refuse(failure));
		}
	}

	private StatusRuntimeException refuse(Throwable failure) {
		if (OtlpReceiver.problemOf(failure) instanceof TraceProblem problem) {
			return refusal(problem);
		}
		log.error("An export over gRPC failed", failure);
		return refusal(new TraceProblem(ProblemType.INTERNAL, "the service's log says why"));
	}

	private StatusRuntimeException refusal(TraceProblem problem) {
		this.meters.countRefused(Transport.OTLP_GRPC, problem.type());
		return StatusProto.toStatusRuntimeException(GrpcProblem.status(problem.type(), problem.detail()));
	}

	private static TraceProblem undecodable(IOException broken) {
		return new TraceProblem(ProblemType.INVALID_REQUEST, "the request cannot be decoded: " + broken.getMessage(),
				broken);
	}

	/** Reads the bytes of messages, within the limits. */
	private final class Requests implements MethodDescriptor.Marshaller<Received> {

		@Override
		public InputStream stream(Received value) {
			throw new UnsupportedOperationException("a server sends no requests");
		}

		@Override
		public Received parse(InputStream stream) {
			BytesInFlight.Share share = OtlpGrpcService.this.inFlight.open(Transport.OTLP_GRPC);
			// The context of a call ends with the call, however that ends.
			Context.current().addListener((_) -> share.close(), Runnable::run);
			InputStream counted = new LimitedInputStream(stream, OtlpGrpcService.this.messageBytesMax, this::tooLarge,
					share::take);
			try {
				return new Received.Message(UnsafeByteOperations.unsafeWrap(counted.readAllBytes()));
			}
			catch (IOException broken) {
				return new Received.Refused(undecodable(broken));
			}
			catch (TraceProblem refused) {
				return new Received.Refused(refused);
			}
			catch (StatusRuntimeException unpacked) {
				// gRPC's own limit of a message's size, met while it is unpacked.
				return new Received.Refused(tooLarge());
			}
		}

		private TraceProblem tooLarge() {
			return new TraceProblem(ProblemType.PAYLOAD_TOO_LARGE,
					"the request is larger than " + OtlpGrpcService.this.messageBytesMax
							+ " bytes; send less at a time or raise " + ReceiveProperties.PREFIX + "body-max");
		}

	}

}
