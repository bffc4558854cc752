package io.mahavishnu.otel.receive;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.mahavishnu.otel.index.TraceReader;
import io.mahavishnu.otel.ingest.IngestService;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The inputs of the conformance table that come over gRPC, over a real server. */
@ReceiveTest
class OtlpGrpcConformanceTest {

	private static final TraceId TRACE = new TraceId("5b8efff798038103d269b633813fc60c");

	private static final int LIMIT = 1024 * 1024;

	@Autowired
	private GrpcServerLifecycle grpcServer;

	@Autowired
	private TraceReader reader;

	@Autowired
	private IngestService service;

	private GrpcExports grpc;

	@BeforeEach
	void connect() {
		this.grpc = new GrpcExports(this.grpcServer.getPort());
	}

	@AfterEach
	void forget() {
		this.grpc.close();
		this.service.delete(TRACE);
	}

	@ParameterizedTest
	@MethodSource("io.mahavishnu.otel.receive.OtlpConformanceTest#undecodableMessages")
	void refuses(OtlpConformanceTest.Input input) {
		assertThatExceptionOfType(StatusRuntimeException.class)
			.isThrownBy(() -> this.grpc.export(input.body(), CallOptions.DEFAULT))
			.satisfies((failure) -> assertThat(failure.getStatus().getCode())
				.isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT));
	}

	@Test
	void refusesMessagesOverTheLimit_input34() {
		assertThatExceptionOfType(StatusRuntimeException.class)
			.isThrownBy(() -> this.grpc.export(OtlpBytes.padded(2 * LIMIT), CallOptions.DEFAULT))
			.satisfies((failure) -> assertThat(failure.getStatus().getCode())
				.isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED));
		assertThatExceptionOfType(StatusRuntimeException.class)
			.isThrownBy(
					() -> this.grpc.export(OtlpBytes.padded(50 * LIMIT), CallOptions.DEFAULT.withCompression("gzip")))
			.satisfies((failure) -> assertThat(failure.getStatus().getCode())
				.isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED));
	}

	@Test
	void rejectsSpans_byPartialSuccess() throws Exception {
		byte[] body = OtlpBytes.concat(OtlpBytes.messageOf(new byte[16], new byte[8], 1),
				OtlpMessages
					.request(List.of(Span.builder(TRACE, new SpanId("eee19b7ec3c1b174"), "good").time(1, 2).build()))
					.toByteArray());

		ExportTraceServiceResponse response = ExportTraceServiceResponse
			.parseFrom(this.grpc.export(body, CallOptions.DEFAULT));

		assertThat(response.getPartialSuccess().getRejectedSpans()).isOne();
		assertThat(this.reader.find(TRACE).orElseThrow().spans().getFirst().name()).isEqualTo("good");
	}

	@Test
	void tellsItsHealth_andRefusesOtherServices() {
		for (String service : List.of("", TraceServiceGrpc.SERVICE_NAME)) {
			HealthCheckResponse health = HealthGrpc.newBlockingStub(this.grpc.channel())
				.withDeadlineAfter(10, TimeUnit.SECONDS)
				.check(HealthCheckRequest.newBuilder().setService(service).build());
			assertThat(health.getStatus()).as(service).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
		}
		assertThatExceptionOfType(StatusRuntimeException.class)
			.isThrownBy(() -> this.grpc.call("opentelemetry.proto.collector.logs.v1.LogsService/Export", new byte[0],
					CallOptions.DEFAULT))
			.satisfies((failure) -> assertThat(failure.getStatus().getCode())
				.isEqualTo(io.grpc.Status.Code.UNIMPLEMENTED));
	}

	@Test
	void listsItsServices_byReflection() throws Exception {
		CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
		StreamObserver<ServerReflectionRequest> question = ServerReflectionGrpc.newStub(this.grpc.channel())
			.serverReflectionInfo(new StreamObserver<>() {

				@Override
				public void onNext(ServerReflectionResponse response) {
					answer.complete(response);
				}

				@Override
				public void onError(Throwable failure) {
					answer.completeExceptionally(failure);
				}

				@Override
				public void onCompleted() {
				}

			});
		question.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

		assertThat(answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
			.extracting(ServiceResponse::getName)
			.contains(TraceServiceGrpc.SERVICE_NAME);
		question.onCompleted();
	}

}
