package io.mahavishnu.otel.receive;

import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.ByteString;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;

/** Spans of the model as an exporter would send them in protobuf. */
public final class OtlpMessages {

	private OtlpMessages() {
	}

	/** The request that exports spans, each with its resource and scope. */
	public static ExportTraceServiceRequest request(List<Span> spans) {
		ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
		spans.forEach((span) -> request.addResourceSpans(resourceSpans(span)));
		return request.build();
	}

	private static ResourceSpans resourceSpans(Span span) {
		return ResourceSpans.newBuilder()
			.setResource(Resource.newBuilder()
				.addAllAttributes(entries(span.resource().attributes()))
				.setDroppedAttributesCount(span.resource().droppedAttributes())
				.addAllEntityRefs(span.resource().entityRefs().stream().map(OtlpMessages::message).toList()))
			.setSchemaUrl(span.resource().schemaUrl())
			.addScopeSpans(ScopeSpans.newBuilder()
				.setScope(InstrumentationScope.newBuilder()
					.setName(span.scope().name())
					.setVersion(span.scope().version())
					.addAllAttributes(entries(span.scope().attributes()))
					.setDroppedAttributesCount(span.scope().droppedAttributes()))
				.setSchemaUrl(span.scope().schemaUrl())
				.addSpans(message(span)))
			.build();
	}

	private static EntityRef message(io.mahavishnu.otel.trace.EntityRef entity) {
		return EntityRef.newBuilder()
			.setSchemaUrl(entity.schemaUrl())
			.setType(entity.type())
			.addAllIdKeys(entity.idKeys())
			.addAllDescriptionKeys(entity.descriptionKeys())
			.build();
	}

	private static io.opentelemetry.proto.trace.v1.Span message(Span span) {
		io.opentelemetry.proto.trace.v1.Span.Builder message = io.opentelemetry.proto.trace.v1.Span.newBuilder()
			.setTraceId(bytes(span.traceId().value()))
			.setSpanId(bytes(span.spanId().value()))
			.setParentSpanId((span.parentSpanId() != null) ? bytes(span.parentSpanId().value()) : ByteString.EMPTY)
			.setName(span.name())
			.setKindValue(span.kind().number())
			.setStartTimeUnixNano(span.startEpochNanos())
			.setEndTimeUnixNano(span.endEpochNanos())
			.setStatus(
					Status.newBuilder().setCodeValue(span.status().code().number()).setMessage(span.status().message()))
			.addAllAttributes(entries(span.attributes()))
			.setTraceState(span.traceState())
			.setFlags(span.flags())
			.setDroppedAttributesCount(span.dropped().attributes())
			.setDroppedEventsCount(span.dropped().events())
			.setDroppedLinksCount(span.dropped().links());
		span.events()
			.forEach((event) -> message.addEvents(io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
				.setName(event.name())
				.setTimeUnixNano(event.epochNanos())
				.addAllAttributes(entries(event.attributes()))
				.setDroppedAttributesCount(event.droppedAttributes())));
		span.links()
			.forEach((link) -> message.addLinks(io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
				.setTraceId(bytes(link.traceId().value()))
				.setSpanId(bytes(link.spanId().value()))
				.setTraceState(link.traceState())
				.addAllAttributes(entries(link.attributes()))
				.setDroppedAttributesCount(link.droppedAttributes())
				.setFlags(link.flags())));
		return message.build();
	}

	private static List<KeyValue> entries(Attributes attributes) {
		return attributes.values()
			.entrySet()
			.stream()
			.map((entry) -> KeyValue.newBuilder().setKey(entry.getKey()).setValue(value(entry.getValue())).build())
			.toList();
	}

	private static AnyValue value(AttributeValue value) {
		AnyValue.Builder any = AnyValue.newBuilder();
		return switch (value) {
			case AttributeValue.StringValue text -> any.setStringValue(text.value()).build();
			case AttributeValue.BoolValue bool -> any.setBoolValue(bool.value()).build();
			case AttributeValue.LongValue integer -> any.setIntValue(integer.value()).build();
			case AttributeValue.DoubleValue number -> any.setDoubleValue(number.value()).build();
			case AttributeValue.BytesValue bytes -> any.setBytesValue(ByteString.copyFrom(bytes.value())).build();
			case AttributeValue.ArrayValue array -> any
				.setArrayValue(
						ArrayValue.newBuilder().addAllValues(array.values().stream().map(OtlpMessages::value).toList()))
				.build();
			case AttributeValue.MapValue map ->
				any.setKvlistValue(KeyValueList.newBuilder().addAllValues(entries(map.entries()))).build();
			case AttributeValue.EmptyValue _ -> any.build();
		};
	}

	private static ByteString bytes(String hex) {
		return ByteString.copyFrom(HexFormat.of().parseHex(hex));
	}

}
