package io.mahavishnu.otel.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.mahavishnu.otel.ServiceProcess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.jspecify.annotations.Nullable;

/** A way in of the service, or of what it is compared to. */
enum IngestWay {

	/** Zipkin's own JSON over HTTP, not durable. */
	ZIPKIN_JSON("Zipkin 3.6.1 in memory, its JSON", WireForm.ZIPKIN_JSON, "/api/v2/spans"),
	/** OTLP over HTTP in JSON. */
	OTLP_JSON("OTLP/HTTP JSON", WireForm.OTLP_JSON, "/v1/traces"),
	/** OTLP over HTTP in protobuf. */
	OTLP_PROTOBUF("OTLP/HTTP protobuf", WireForm.OTLP_PROTOBUF, "/v1/traces"),
	/** OTLP over gRPC. */
	OTLP_GRPC("OTLP/gRPC", WireForm.OTLP_PROTOBUF, ""),
	/** The simple JSON, several traces at a time, durable on return. */
	SIMPLE_BATCH("simple JSON, batches, durable on return", WireForm.SIMPLE_BATCH, "/api/traces/batch?wait=false"),
	/** The simple JSON, a trace at a time, durable on return. */
	SIMPLE_TRACE("simple JSON, single traces, durable on return", WireForm.SIMPLE_TRACE, "/api/traces?wait=false"),
	/** The simple JSON, several traces at a time, searchable on return. */
	SEARCHABLE_BATCH("simple JSON, batches, searchable on return", WireForm.SIMPLE_BATCH, "/api/traces/batch"),
	/** The simple JSON, a trace at a time, searchable on return. */
	SEARCHABLE_TRACE("simple JSON, single traces, searchable on return", WireForm.SIMPLE_TRACE, "/api/traces");

	private final String title;

	private final WireForm form;

	private final String path;

	IngestWay(String title, WireForm form, String path) {
		this.title = title;
		this.form = form;
		this.path = path;
	}

	/** The way of a name such as {@code otlp-json}. */
	static IngestWay of(String name) {
		return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
	}

	/**
	 * Some spans sent this way.
	 * @param zipkin where its spans go; null when the way leads to the service
	 */
	Contender contender(ServiceProcess service, @Nullable ZipkinProcess zipkin,
			List<ExportTraceServiceRequest> requests, int connections) {
		if (this == ZIPKIN_JSON) {
			ZipkinProcess process = Objects.requireNonNull(zipkin);
			return new Way(this.title, process.server(),
					new Load(new HttpTarget(process.port(), this.form, this.path), requests, connections));
		}
		return new Way(this.title, Server.of(service), new Load(target(service), requests, connections));
	}

	/** Where the service takes what comes this way. */
	Load.Target target(ServiceProcess service) {
		return (this == OTLP_GRPC) ? new GrpcTarget(service.grpcPort())
				: new HttpTarget(service.port(), this.form, this.path);
	}

	private record Way(String title, Server server, Load load) implements Contender {

		@Override
		public long bytesPerSpan() {
			return this.load.bytesPerSpan();
		}

		@Override
		public Load.Sent run(Duration duration) throws IOException, InterruptedException {
			return this.load.run(duration);
		}

	}

	private record HttpTarget(int port, WireForm form, String path) implements Load.Target {

		@Override
		public Payload.Head head() {
			return HttpSender.post(this.path, this.form.contentType());
		}

		@Override
		public Sender connect() throws IOException {
			return new HttpSender(this.port);
		}

	}

	private record GrpcTarget(int port) implements Load.Target {

		@Override
		public WireForm form() {
			return WireForm.OTLP_PROTOBUF;
		}

		@Override
		public Payload.Head head() {
			return Payload.Head.NONE;
		}

		@Override
		public Sender connect() {
			return new GrpcSender(this.port);
		}

	}

}
