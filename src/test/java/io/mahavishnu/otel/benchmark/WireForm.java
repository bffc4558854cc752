package io.mahavishnu.otel.benchmark;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The forms in which the same spans go over the wire. */
enum WireForm {

	/** OTLP in protobuf. */
	OTLP_PROTOBUF("application/x-protobuf") {
		@Override
		byte[] encode(ExportTraceServiceRequest request) {
			return request.toByteArray();
		}
	},

	/** OTLP in its JSON. */
	OTLP_JSON("application/json") {
		@Override
		byte[] encode(ExportTraceServiceRequest request) {
			return written((json) -> otlp(json, request));
		}
	},

	/** Zipkin's JSON, version 2, as OpenTelemetry's exporter for Zipkin maps spans. */
	ZIPKIN_JSON("application/json") {
		@Override
		byte[] encode(ExportTraceServiceRequest request) {
			return written((json) -> zipkin(json, request));
		}
	},

	/** The simple JSON, a batch of traces. */
	SIMPLE_BATCH("application/json") {
		@Override
		byte[] encode(ExportTraceServiceRequest request) {
			return written((json) -> {
				json.writeStartArray();
				byTrace(request).forEach((id, spans) -> simple(json, id, spans));
				json.writeEndArray();
			});
		}
	},

	/** The simple JSON, of the first trace. */
	SIMPLE_TRACE("application/json") {
		@Override
		byte[] encode(ExportTraceServiceRequest request) {
			return written((json) -> {
				Map.Entry<String, List<SpanOfResource>> first = byTrace(request).entrySet().iterator().next();
				simple(json, first.getKey(), first.getValue());
			});
		}
	};

	private static final JsonMapper JSON = JsonMapper.shared();

	private final String contentType;

	WireForm(String contentType) {
		this.contentType = contentType;
	}

	String contentType() {
		return this.contentType;
	}

	abstract byte[] encode(ExportTraceServiceRequest request);

	private static byte[] written(JsonText text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator json = JSON.createGenerator(bytes)) {
			text.write(json);
		}
		return bytes.toByteArray();
	}

	private static void otlp(JsonGenerator json, ExportTraceServiceRequest request) {
		json.writeStartObject().writeArrayPropertyStart("resourceSpans");
		for (ResourceSpans resource : request.getResourceSpansList()) {
			json.writeStartObject().writeObjectPropertyStart("resource");
			attributes(json, resource.getResource().getAttributesList());
			json.writeEndObject().writeArrayPropertyStart("scopeSpans");
			for (ScopeSpans scope : resource.getScopeSpansList()) {
				json.writeStartObject()
					.writeObjectPropertyStart("scope")
					.writeStringProperty("name", scope.getScope().getName())
					.writeStringProperty("version", scope.getScope().getVersion())
					.writeEndObject()
					.writeArrayPropertyStart("spans");
				scope.getSpansList().forEach((span) -> otlp(json, span));
				json.writeEndArray().writeEndObject();
			}
			json.writeEndArray().writeEndObject();
		}
		json.writeEndArray().writeEndObject();
	}

	private static void otlp(JsonGenerator json, Span span) {
		json.writeStartObject()
			.writeStringProperty("traceId", hex(span.getTraceId()))
			.writeStringProperty("spanId", hex(span.getSpanId()));
		if (!span.getParentSpanId().isEmpty()) {
			json.writeStringProperty("parentSpanId", hex(span.getParentSpanId()));
		}
		json.writeStringProperty("name", span.getName())
			.writeNumberProperty("kind", span.getKindValue())
			.writeStringProperty("startTimeUnixNano", Long.toString(span.getStartTimeUnixNano()))
			.writeStringProperty("endTimeUnixNano", Long.toString(span.getEndTimeUnixNano()));
		attributes(json, span.getAttributesList());
		if (span.getEventsCount() > 0) {
			json.writeArrayPropertyStart("events");
			for (Span.Event event : span.getEventsList()) {
				json.writeStartObject()
					.writeStringProperty("timeUnixNano", Long.toString(event.getTimeUnixNano()))
					.writeStringProperty("name", event.getName());
				attributes(json, event.getAttributesList());
				json.writeEndObject();
			}
			json.writeEndArray();
		}
		json.writeObjectPropertyStart("status");
		if (span.getStatus().getCodeValue() != 0) {
			json.writeNumberProperty("code", span.getStatus().getCodeValue())
				.writeStringProperty("message", span.getStatus().getMessage());
		}
		json.writeEndObject().writeEndObject();
	}

	private static void attributes(JsonGenerator json, List<KeyValue> attributes) {
		json.writeArrayPropertyStart("attributes");
		for (KeyValue attribute : attributes) {
			json.writeStartObject()
				.writeStringProperty("key", attribute.getKey())
				.writeObjectPropertyStart("value")
				.writeStringProperty(isNumber(attribute) ? "intValue" : "stringValue", text(attribute))
				.writeEndObject()
				.writeEndObject();
		}
		json.writeEndArray();
	}

	private static void zipkin(JsonGenerator json, ExportTraceServiceRequest request) {
		json.writeStartArray();
		for (ResourceSpans resource : request.getResourceSpansList()) {
			for (ScopeSpans scope : resource.getScopeSpansList()) {
				scope.getSpansList().forEach((span) -> zipkin(json, span, service(resource), scope));
			}
		}
		json.writeEndArray();
	}

	private static void zipkin(JsonGenerator json, Span span, String service, ScopeSpans scope) {
		json.writeStartObject()
			.writeStringProperty("traceId", hex(span.getTraceId()))
			.writeStringProperty("id", hex(span.getSpanId()));
		if (!span.getParentSpanId().isEmpty()) {
			json.writeStringProperty("parentId", hex(span.getParentSpanId()));
		}
		switch (span.getKind()) {
			case SPAN_KIND_SERVER -> json.writeStringProperty("kind", "SERVER");
			case SPAN_KIND_CLIENT -> json.writeStringProperty("kind", "CLIENT");
			case SPAN_KIND_PRODUCER -> json.writeStringProperty("kind", "PRODUCER");
			case SPAN_KIND_CONSUMER -> json.writeStringProperty("kind", "CONSUMER");
			case SPAN_KIND_INTERNAL, SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> {
			}
		}
		json.writeStringProperty("name", span.getName())
			.writeNumberProperty("timestamp", span.getStartTimeUnixNano() / 1000)
			.writeNumberProperty("duration", (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1000)
			.writeObjectPropertyStart("localEndpoint")
			.writeStringProperty("serviceName", service)
			.writeEndObject();
		if (span.getEventsCount() > 0) {
			json.writeArrayPropertyStart("annotations");
			for (Span.Event event : span.getEventsList()) {
				json.writeStartObject()
					.writeNumberProperty("timestamp", event.getTimeUnixNano() / 1000)
					.writeStringProperty("value", event.getName() + ": " + values(event.getAttributesList()))
					.writeEndObject();
			}
			json.writeEndArray();
		}
		json.writeObjectPropertyStart("tags")
			.writeStringProperty("otel.scope.name", scope.getScope().getName())
			.writeStringProperty("otel.scope.version", scope.getScope().getVersion());
		span.getAttributesList().forEach((attribute) -> json.writeStringProperty(attribute.getKey(), text(attribute)));
		if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
			json.writeStringProperty("otel.status_code", "ERROR")
				.writeStringProperty("error", span.getStatus().getMessage());
		}
		json.writeEndObject().writeEndObject();
	}

	private static String values(List<KeyValue> attributes) {
		Map<String, Object> values = new LinkedHashMap<>();
		attributes.forEach((attribute) -> values.put(attribute.getKey(), text(attribute)));
		return JSON.writeValueAsString(values);
	}

	private static void simple(JsonGenerator json, String traceId, List<SpanOfResource> spans) {
		json.writeStartObject().writeStringProperty("trace_id", traceId).writeArrayPropertyStart("spans");
		spans.forEach((each) -> simple(json, each));
		json.writeEndArray().writeEndObject();
	}

	private static void simple(JsonGenerator json, SpanOfResource each) {
		Span span = each.span();
		json.writeStartObject().writeStringProperty("span_id", hex(span.getSpanId()));
		if (!span.getParentSpanId().isEmpty()) {
			json.writeStringProperty("parent_span_id", hex(span.getParentSpanId()));
		}
		json.writeStringProperty("name", span.getName())
			.writeNumberProperty("start_time", span.getStartTimeUnixNano())
			.writeNumberProperty("duration_ms", (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1e6)
			.writeStringProperty("kind",
					span.getKind().name().substring("SPAN_KIND_".length()).toUpperCase(Locale.ROOT));
		if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
			json.writeObjectPropertyStart("status")
				.writeStringProperty("code", "ERROR")
				.writeStringProperty("message", span.getStatus().getMessage())
				.writeEndObject();
		}
		json.writeObjectPropertyStart("attributes").writeStringProperty("service.name", service(each.resource()));
		for (KeyValue attribute : span.getAttributesList()) {
			if (isNumber(attribute)) {
				json.writeNumberProperty(attribute.getKey(), attribute.getValue().getIntValue());
			}
			else {
				json.writeStringProperty(attribute.getKey(), text(attribute));
			}
		}
		json.writeEndObject().writeEndObject();
	}

	private static Map<String, List<SpanOfResource>> byTrace(ExportTraceServiceRequest request) {
		Map<String, List<SpanOfResource>> traces = new LinkedHashMap<>();
		for (ResourceSpans resource : request.getResourceSpansList()) {
			for (ScopeSpans scope : resource.getScopeSpansList()) {
				scope.getSpansList()
					.forEach((span) -> traces.computeIfAbsent(hex(span.getTraceId()), (_) -> new ArrayList<>())
						.add(new SpanOfResource(span, resource)));
			}
		}
		return traces;
	}

	private static String service(ResourceSpans resource) {
		return text(resource.getResource().getAttributes(0));
	}

	private static boolean isNumber(KeyValue attribute) {
		return attribute.getValue().getValueCase() == AnyValue.ValueCase.INT_VALUE;
	}

	private static String text(KeyValue attribute) {
		return isNumber(attribute) ? Long.toString(attribute.getValue().getIntValue())
				: attribute.getValue().getStringValue();
	}

	private static String hex(ByteString id) {
		return HexFormat.of().formatHex(id.toByteArray());
	}

	private record SpanOfResource(Span span, ResourceSpans resource) {

	}

	private interface JsonText {

		void write(JsonGenerator json);

	}

}
