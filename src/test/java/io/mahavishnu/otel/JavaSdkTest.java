package io.mahavishnu.otel;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What OpenTelemetry's own SDK for Java sends arrives whole and is found by meaning. */
@OtlpServiceTest
class JavaSdkTest {

	private static final String LINKED_TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String LINKED_SPAN = "b7ad6b7169203331";

	@Autowired
	private Endpoints endpoints;

	@ParameterizedTest
	@CsvSource({ "http/protobuf, none", "http/protobuf, gzip", "grpc, none", "grpc, gzip" })
	void aTraceOfTheSdk_arrivesWhole_andIsFoundByMeaning(String protocol, String compression) {
		String service = "parcels-" + protocol.replace('/', '-') + "-" + compression;
		String traceId = send(exporter(protocol, compression), service);

		JsonNode hit = this.endpoints.awaitFirst("the delivery van broke down", "&limit=1&service=" + service, service);
		assertThat(hit.get("trace_id").asString()).isEqualTo(traceId);
		assertThat(hit.at("/matches/0/span_name").asString()).isEqualTo("deliver parcel");

		JsonNode trace = this.endpoints.client().get("/api/traces/" + traceId).body();
		assertThat(trace.get("system_id").asString()).isEqualTo(service);
		assertThat(trace.get("span_count").asInt()).isEqualTo(2);
		assertIsTheRoot(trace.at("/spans/0"));
		assertIsTheChild(trace.at("/spans/1"));
	}

	private SpanExporter exporter(String protocol, String compression) {
		String url = this.endpoints.otlpUrl(protocol);
		return protocol.equals("grpc")
				? OtlpGrpcSpanExporter.builder().setEndpoint(url).setCompression(compression).build()
				: OtlpHttpSpanExporter.builder().setEndpoint(url + "/v1/traces").setCompression(compression).build();
	}

	/** Sends a trace and gives its id. */
	private static String send(SpanExporter exporter, String service) {
		try (SdkTracerProvider provider = SdkTracerProvider.builder()
			.setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
			.addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
			.build()) {
			Tracer tracer = provider.tracerBuilder("parcels").setInstrumentationVersion("1.2").build();
			Span root = tracer.spanBuilder("POST /parcels")
				.setSpanKind(SpanKind.SERVER)
				.setAttribute("http.route", "/parcels")
				.addLink(SpanContext.createFromRemoteParent(LINKED_TRACE, LINKED_SPAN, TraceFlags.getSampled(),
						TraceState.getDefault()))
				.startSpan();
			Span child = tracer.spanBuilder("deliver parcel")
				.setParent(Context.root().with(root))
				.setSpanKind(SpanKind.CLIENT)
				.setAttribute("parcel.weight", 12.5)
				.setAttribute("parcel.count", 3L)
				.setAttribute("parcel.express", true)
				.setAttribute(AttributeKey.longArrayKey("parcel.stops"), List.of(1L, 2L))
				.startSpan();
			child.recordException(new IllegalStateException("the engine of the delivery van broke down"));
			child.setStatus(StatusCode.ERROR, "the parcel was not delivered");
			child.end();
			root.end();
			assertThat(provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
			return root.getSpanContext().getTraceId();
		}
	}

	private static void assertIsTheRoot(JsonNode span) {
		assertThat(span.get("name").asString()).isEqualTo("POST /parcels");
		assertThat(span.get("kind").asString()).isEqualTo("SERVER");
		assertThat(span.at("/scope/name").asString()).isEqualTo("parcels");
		assertThat(span.at("/scope/version").asString()).isEqualTo("1.2");
		assertThat(span.at("/links/0/trace_id").asString()).isEqualTo(LINKED_TRACE);
		assertThat(span.at("/links/0/span_id").asString()).isEqualTo(LINKED_SPAN);
	}

	private static void assertIsTheChild(JsonNode span) {
		assertThat(span.get("kind").asString()).isEqualTo("CLIENT");
		assertThat(span.at("/status/code").asString()).isEqualTo("ERROR");
		assertThat(span.at("/status/message").asString()).isEqualTo("the parcel was not delivered");
		assertThat(span.at("/attributes/parcel.weight").asDouble()).isEqualTo(12.5);
		assertThat(span.at("/attributes/parcel.count").isIntegralNumber()).isTrue();
		assertThat(span.at("/attributes/parcel.express").isBoolean()).isTrue();
		assertThat(span.at("/attributes/parcel.stops")).hasSize(2);
		assertThat(span.at("/events/0/name").asString()).isEqualTo("exception");
		assertThat(span.at("/events/0/attributes/exception.type").asString())
			.isEqualTo("java.lang.IllegalStateException");
	}

}
