package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.io.InputStream;

import io.grpc.BindableService;
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
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
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

	OtlpGrpcService(OtlpReceiver receiver) {
		this.receiver = receiver;
	}

	/** What came over the wire. */
	private sealed interface Received {

		/**
		 * A request.
		 *
		 * @param request the request
		 */
		record Decoded(ExportTraceServiceRequest request) implements Received {

		}

		/**
		 * Bytes that are no request.
		 *
		 * @param why what is wrong with them
		 */
		record Broken(StatusRuntimeException why) implements Received {

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
			.addMethod(export, ServerCalls.asyncUnaryCall(this::export))
			.build();
	}

	private void export(Received received, StreamObserver<ExportTraceServiceResponse> answer) {
		switch (received) {
			case Received.Broken broken -> {
				this.receiver.countRefused(OtlpReceiver.Transport.GRPC, ProblemType.INVALID_REQUEST);
				answer.onError(broken.why());
			}
			case Received.Decoded decoded -> store(decoded.request(), answer);
		}
	}

	private void store(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
		try {
			OtlpExport export = this.receiver.open();
			new OtlpProtobufDecoder(export).decode(request);
			this.receiver.receive(export, OtlpReceiver.Transport.GRPC).whenComplete((response, failure) -> {
				if (failure != null) {
					answer.onError(refuse(failure));
				}
				else {
					answer.onNext(response);
					answer.onCompleted();
				}
			});
		}
		catch (RuntimeException failure) {
			answer.onError(refuse(failure));
		}
	}

	private StatusRuntimeException refuse(Throwable failure) {
		if (OtlpReceiver.problemOf(failure) instanceof TraceProblem problem) {
			this.receiver.countRefused(OtlpReceiver.Transport.GRPC, problem.type());
			return StatusProto.toStatusRuntimeException(GrpcProblem.status(problem.type(), problem.detail()));
		}
		log.error("An export over gRPC failed", failure);
		this.receiver.countRefused(OtlpReceiver.Transport.GRPC, ProblemType.INTERNAL);
		return StatusProto
			.toStatusRuntimeException(GrpcProblem.status(ProblemType.INTERNAL, "the service's log says why"));
	}

	/** Decodes requests, and keeps what is wrong with one that is none. */
	private static final class Requests implements MethodDescriptor.Marshaller<Received> {

		@Override
		public InputStream stream(Received value) {
			throw new UnsupportedOperationException("a server sends no requests");
		}

		@Override
		public Received parse(InputStream stream) {
			try {
				return new Received.Decoded(ExportTraceServiceRequest.parseFrom(stream));
			}
			catch (IOException broken) {
				return new Received.Broken(StatusProto.toStatusRuntimeException(GrpcProblem
					.status(ProblemType.INVALID_REQUEST, "the request cannot be decoded: " + broken.getMessage())));
			}
			catch (StatusRuntimeException refused) {
				// The limit of a message's size, met while it is unpacked.
				return new Received.Broken(refused);
			}
		}

	}

}
