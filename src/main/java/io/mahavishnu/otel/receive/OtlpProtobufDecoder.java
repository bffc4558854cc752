package io.mahavishnu.otel.receive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import io.mahavishnu.otel.problem.TraceProblem;
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

/**
 * Turns OTLP's protobuf into the model, one span after the other, so that no more than
 * one is in memory as a message, and spans and values are counted before there are many.
 * A small message is decoded and then counted; a large one could be many times its size
 * by then, and is looked through before. For one request; not thread-safe.
 */
final class OtlpProtobufDecoder {

	private static final int RESOURCE_SPANS = tag(ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER);

	private static final int RESOURCE = tag(ResourceSpans.RESOURCE_FIELD_NUMBER);

	private static final int RESOURCE_SCHEMA_URL = tag(ResourceSpans.SCHEMA_URL_FIELD_NUMBER);

	private static final int SCOPE_SPANS = tag(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER);

	private static final int SCOPE = tag(ScopeSpans.SCOPE_FIELD_NUMBER);

	private static final int SCOPE_SCHEMA_URL = tag(ScopeSpans.SCHEMA_URL_FIELD_NUMBER);

	private static final int SPANS = tag(ScopeSpans.SPANS_FIELD_NUMBER);

	/** Bytes of a message that is looked through before it is decoded. */
	private static final int LARGE = 64 * 1024;

	private final ByteString request;

	private final CodedInputStream in;

	private final OtlpExport export;

	private OtlpProtobufDecoder(ByteString request, OtlpExport export) {
		this.request = request;
		this.in = request.newCodedInput();
		this.export = export;
	}

	/**
	 * Adds all spans of a request to an export.
	 * @param request the bytes of an {@code ExportTraceServiceRequest}
	 * @throws IOException when they are none
	 * @throws TraceProblem when it holds too much
	 */
	static void decode(ByteString request, OtlpExport export) throws IOException {
		OtlpProtobufDecoder decoder = new OtlpProtobufDecoder(request, export);
		decoder.readFields((tag) -> {
			if (tag == RESOURCE_SPANS) {
				decoder.readNested(decoder::readResourceSpans);
			}
			else {
				decoder.skip(tag);
			}
		});
	}

	private void readResourceSpans() throws IOException {
		ResourceSpans.Builder around = ResourceSpans.newBuilder();
		List<ScopeDraft> scopes = new ArrayList<>();
		readFields((tag) -> {
			if (tag == RESOURCE) {
				merge(around.getResourceBuilder());
			}
			else if (tag == RESOURCE_SCHEMA_URL) {
				around.setSchemaUrl(this.in.readStringRequireUtf8());
			}
			else if (tag == SCOPE_SPANS) {
				readNested(() -> readScopeSpans(scopes));
			}
			else {
				skip(tag);
			}
		});
		if (!scopes.isEmpty()) {
			Resource resource = resource(around.build());
			scopes.forEach((scope) -> this.export.add(scope.spans(), resource, scope.scope()));
		}
	}

	private void readScopeSpans(List<ScopeDraft> scopes) throws IOException {
		ScopeSpans.Builder around = ScopeSpans.newBuilder();
		List<OtlpSpanDraft> spans = new ArrayList<>();
		readFields((tag) -> {
			if (tag == SPANS) {
				this.export.size().addSpan();
				Span.Builder span = Span.newBuilder();
				merge(span);
				spans.add(span(span.build()));
			}
			else if (tag == SCOPE) {
				merge(around.getScopeBuilder());
			}
			else if (tag == SCOPE_SCHEMA_URL) {
				around.setSchemaUrl(this.in.readStringRequireUtf8());
			}
			else {
				skip(tag);
			}
		});
		if (!spans.isEmpty()) {
			scopes.add(new ScopeDraft(spans, scope(around.build())));
		}
	}

	/** Reads the fields up to the end of a message. */
	private void readFields(FieldReader field) throws IOException {
		for (int tag = this.in.readTag(); tag != 0; tag = this.in.readTag()) {
			field.read(tag);
		}
	}

	private void readNested(MessageReader message) throws IOException {
		int around = this.in.pushLimit(this.in.readRawVarint32());
		message.read();
		this.in.popLimit(around);
	}

	/** Reads a message; one that comes in parts is put together, as protobuf rules. */
	private void merge(Message.Builder message) throws IOException {
		readNested(() -> {
			int length = this.in.getBytesUntilLimit();
			if (length > LARGE) {
				int start = this.in.getTotalBytesRead();
				this.export.size()
					.requireRoomFor(ProtobufValues.count(this.request.substring(start, start + length),
							message.getDescriptorForType()));
			}
			message.mergeFrom(this.in);
			this.in.checkLastTagWas(0);
		});
	}

	private void skip(int tag) throws IOException {
		if (!this.in.skipField(tag)) {
			throw new InvalidProtocolBufferException("a group ends that did not begin");
		}
	}

	private Resource resource(ResourceSpans resourceSpans) {
		io.opentelemetry.proto.resource.v1.Resource resource = resourceSpans.getResource();
		return new Resource(attributes(resource.getAttributesList()), resourceSpans.getSchemaUrl(),
				resource.getDroppedAttributesCount(),
				resource.getEntityRefsList().stream().map(this::entityRef).toList());
	}

	private EntityRef entityRef(io.opentelemetry.proto.common.v1.EntityRef entity) {
		RequestSize size = this.export.size();
		size.addValue();
		entity.getIdKeysList().forEach((_) -> size.addValue());
		entity.getDescriptionKeysList().forEach((_) -> size.addValue());
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
		this.export.size().addValue();
		return new SpanEvent(event.getName(), event.getTimeUnixNano(), attributes(event.getAttributesList()),
				event.getDroppedAttributesCount());
	}

	private OtlpSpanDraft.Link link(Span.Link link) {
		this.export.size().addValue();
		return new OtlpSpanDraft.Link(hex(link.getTraceId()), hex(link.getSpanId()), link.getTraceState(),
				attributes(link.getAttributesList()), link.getDroppedAttributesCount(), link.getFlags());
	}

	private Attributes attributes(List<KeyValue> list) {
		Attributes.Builder attributes = Attributes.builder();
		for (KeyValue entry : list) {
			this.export.size().addValue();
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
			case ARRAY_VALUE -> new AttributeValue.ArrayValue(
					value.getArrayValue().getValuesList().stream().map(this::element).toList());
			case KVLIST_VALUE -> new AttributeValue.MapValue(attributes(value.getKvlistValue().getValuesList()));
			// An index into the dictionary of profiles, which traces do not have.
			case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> new AttributeValue.EmptyValue();
		};
	}

	private AttributeValue element(AnyValue value) {
		this.export.size().addValue();
		return value(value);
	}

	private static String hex(ByteString id) {
		return id.isEmpty() ? "" : HexFormat.of().formatHex(id.toByteArray());
	}

	private static int tag(int fieldNumber) {
		return fieldNumber << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
	}

	/**
	 * The spans of one scope, before the resource is known.
	 *
	 * @param spans the spans
	 * @param scope the scope
	 */
	private record ScopeDraft(List<OtlpSpanDraft> spans, Scope scope) {

	}

	/** Reads, or passes over, the field of a tag. */
	private interface FieldReader {

		void read(int tag) throws IOException;

	}

	/** Reads a message up to its end. */
	private interface MessageReader {

		void read() throws IOException;

	}

}
