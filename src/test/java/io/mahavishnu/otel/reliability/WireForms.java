package io.mahavishnu.otel.reliability;

import java.util.HexFormat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests as they go over the wire. */
final class WireForms {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String SERVICE = "shop";

	/** 2026-01-01T00:00:00Z. */
	private static final long START_EPOCH_NANOS = 1_767_225_600_000_000_000L;

	private WireForms() {
	}

	static String simpleJson(TraceRequest request) {
		ObjectNode trace = JSON.createObjectNode().put("trace_id", request.traceId());
		ArrayNode spans = trace.putArray("spans");
		for (String id : request.spanIds()) {
			ObjectNode span = spans.addObject()
				.put("span_id", id)
				.put("name", "place order")
				.put("start_time", START_EPOCH_NANOS)
				.put("duration_ms", 5);
			span.putObject("status").put("code", "ERROR").put("message", request.phrase());
			ObjectNode attributes = span.putObject("attributes").put("service.name", SERVICE);
			request.attributes().forEach((each) -> attributes.put(each.key(), each.value()));
		}
		return trace.toString();
	}

	static ExportTraceServiceRequest otlp(TraceRequest request) {
		ScopeSpans.Builder spans = ScopeSpans.newBuilder();
		for (String id : request.spanIds()) {
			Span.Builder span = spans.addSpansBuilder()
				.setTraceId(bytes(request.traceId()))
				.setSpanId(bytes(id))
				.setName("place order")
				.setStartTimeUnixNano(START_EPOCH_NANOS)
				.setEndTimeUnixNano(START_EPOCH_NANOS + 5_000_000)
				.setStatus(
						Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(request.phrase()));
			request.attributes().forEach((each) -> span.addAttributes(attribute(each.key(), each.value())));
		}
		return ExportTraceServiceRequest.newBuilder()
			.addResourceSpans(ResourceSpans.newBuilder()
				.setResource(Resource.newBuilder().addAttributes(attribute("service.name", SERVICE)))
				.addScopeSpans(spans))
			.build();
	}

	private static KeyValue attribute(String key, String value) {
		return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
	}

	private static ByteString bytes(String hex) {
		return ByteString.copyFrom(HexFormat.of().parseHex(hex));
	}

}
