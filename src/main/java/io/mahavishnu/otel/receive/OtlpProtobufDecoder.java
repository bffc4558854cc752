package io.mahavishnu.otel.receive;

import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.ByteString;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EntityRef;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanStatus;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/** Turns OTLP's protobuf messages into the model. For one request; not thread-safe. */
final class OtlpProtobufDecoder {

	private final OtlpExport export;

	OtlpProtobufDecoder(OtlpExport export) {
		this.export = export;
	}

	/** Adds all spans of a request to the export. */
	void decode(ExportTraceServiceRequest request) {
		for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
			Resource resource = resource(resourceSpans);
			for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
				this.export.add(scopeSpans.getSpansList().stream().map(this::span).toList(), resource,
						scope(scopeSpans));
			}
		}
	}

	private Resource resource(ResourceSpans resourceSpans) {
		io.opentelemetry.proto.resource.v1.Resource resource = resourceSpans.getResource();
		return new Resource(attributes(resource.getAttributesList()), resourceSpans.getSchemaUrl(),
				resource.getDroppedAttributesCount(),
				resource.getEntityRefsList().stream().map(OtlpProtobufDecoder::entityRef).toList());
	}

	private static EntityRef entityRef(io.opentelemetry.proto.common.v1.EntityRef entity) {
		return new EntityRef(entity.getSchemaUrl(), entity.getType(), entity.getIdKeysList(),
				entity.getDescriptionKeysList());
	}

	private Scope scope(ScopeSpans scopeSpans) {
		InstrumentationScope scope = scopeSpans.getScope();
		return new Scope(scope.getName(), scope.getVersion(), attributes(scope.getAttributesList()),
				scopeSpans.getSchemaUrl(), scope.getDroppedAttributesCount());
	}

	private OtlpSpanDraft span(Span span) {
		OtlpSpanDraft draft = new OtlpSpanDraft();
		draft.traceId = hex(span.getTraceId());
		draft.spanId = hex(span.getSpanId());
		draft.parentSpanId = hex(span.getParentSpanId());
		draft.name = span.getName();
		draft.kind = span.getKindValue();
		draft.startUnixNanos = span.getStartTimeUnixNano();
		draft.endUnixNanos = span.getEndTimeUnixNano();
		draft.status = status(span.getStatus());
		draft.attributes = attributes(span.getAttributesList());
		draft.events = span.getEventsList().stream().map(this::event).toList();
		draft.links = span.getLinksList().stream().map(this::link).toList();
		draft.traceState = span.getTraceState();
		draft.flags = span.getFlags();
		draft.droppedAttributes = span.getDroppedAttributesCount();
		draft.droppedEvents = span.getDroppedEventsCount();
		draft.droppedLinks = span.getDroppedLinksCount();
		return draft;
	}

	private static SpanStatus status(Status status) {
		return new SpanStatus(SpanStatus.Code.ofNumber(status.getCodeValue()), status.getMessage());
	}

	private SpanEvent event(Span.Event event) {
		return new SpanEvent(event.getName(), event.getTimeUnixNano(), attributes(event.getAttributesList()),
				event.getDroppedAttributesCount());
	}

	private OtlpSpanDraft.Link link(Span.Link link) {
		return new OtlpSpanDraft.Link(hex(link.getTraceId()), hex(link.getSpanId()), link.getTraceState(),
				attributes(link.getAttributesList()), link.getDroppedAttributesCount(), link.getFlags());
	}

	private Attributes attributes(List<KeyValue> list) {
		Attributes.Builder attributes = Attributes.builder();
		for (KeyValue entry : list) {
			if (attributes.put(entry.getKey(), value(entry.getValue())) != null) {
				this.export.addDuplicateKey();
			}
		}
		return attributes.build();
	}

	private AttributeValue value(AnyValue value) {
		return switch (value.getValueCase()) {
			case STRING_VALUE -> new AttributeValue.StringValue(value.getStringValue());
			case BOOL_VALUE -> new AttributeValue.BoolValue(value.getBoolValue());
			case INT_VALUE -> new AttributeValue.LongValue(value.getIntValue());
			case DOUBLE_VALUE -> new AttributeValue.DoubleValue(value.getDoubleValue());
			case BYTES_VALUE -> new AttributeValue.BytesValue(value.getBytesValue().toByteArray());
			case ARRAY_VALUE ->
				new AttributeValue.ArrayValue(value.getArrayValue().getValuesList().stream().map(this::value).toList());
			case KVLIST_VALUE -> new AttributeValue.MapValue(attributes(value.getKvlistValue().getValuesList()));
			// An index into the dictionary of profiles, which traces do not have.
			case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> new AttributeValue.EmptyValue();
		};
	}

	private static String hex(ByteString id) {
		return id.isEmpty() ? "" : HexFormat.of().formatHex(id.toByteArray());
	}

}
