package io.mahavishnu.otel.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * Traces as OTLP's JSON, <code>{"resourceSpans":[…]}</code>, in which equal resources and
 * scopes stand once. An id that is not of OpenTelemetry's form is written as a hash of
 * it, always the same, and kept as an attribute: {@code mahavishnu.trace_id},
 * {@code mahavishnu.span_id} and {@code mahavishnu.parent_span_id}. Stateless.
 */
public final class TraceOtlp {

	private static final String TRACE_ID = "mahavishnu.trace_id";

	private static final String SPAN_ID = "mahavishnu.span_id";

	private static final String PARENT_SPAN_ID = "mahavishnu.parent_span_id";

	private static final int TRACE_ID_BYTES = 16;

	private static final int SPAN_ID_BYTES = 8;

	private TraceOtlp() {
	}

	/** Writes a trace as an OTLP document. */
	public static void write(JsonGenerator json, Trace trace) throws JacksonException {
		Map<Resource, Map<Scope, List<Span>>> groups = new LinkedHashMap<>();
		trace.spans()
			.forEach((span) -> groups.computeIfAbsent(span.resource(), (_) -> new LinkedHashMap<>())
				.computeIfAbsent(span.scope(), (_) -> new ArrayList<>())
				.add(span));
		json.writeStartObject();
		json.writeArrayPropertyStart("resourceSpans");
		groups.forEach((resource, scopes) -> write(json, resource, scopes));
		json.writeEndArray();
		json.writeEndObject();
	}

	/**
	 * The span as it was before {@link #write} gave it OpenTelemetry's ids; one that kept
	 * its own is given back as it is.
	 */
	public static Span restored(Span span) {
		Attributes own = span.attributes();
		TraceId traceId = restored(span.traceId(), own);
		SpanId spanId = restored(span.spanId(), SPAN_ID, own);
		SpanId parent = span.parentSpanId();
		SpanId parentId = (parent != null) ? restored(parent, PARENT_SPAN_ID, own) : null;
		List<SpanLink> links = span.links().stream().map(TraceOtlp::restored).toList();
		if (traceId.equals(span.traceId()) && spanId.equals(span.spanId()) && Objects.equals(parentId, parent)
				&& links.equals(span.links())) {
			return span;
		}
		return new Span(traceId, spanId, parentId, span.name(), span.kind(), span.startEpochNanos(),
				span.endEpochNanos(), span.status(), withoutIds(own), span.resource(), span.scope(), span.events(),
				links, span.traceState(), span.flags(), span.dropped());
	}

	private static SpanLink restored(SpanLink link) {
		TraceId traceId = restored(link.traceId(), link.attributes());
		SpanId spanId = restored(link.spanId(), SPAN_ID, link.attributes());
		if (traceId.equals(link.traceId()) && spanId.equals(link.spanId())) {
			return link;
		}
		return new SpanLink(traceId, spanId, link.traceState(), withoutIds(link.attributes()), link.droppedAttributes(),
				link.flags());
	}

	private static TraceId restored(TraceId id, Attributes attributes) {
		String original = attributes.text(TRACE_ID);
		return (original != null && isOriginal(original, TRACE_ID_BYTES, id.value())) ? new TraceId(original) : id;
	}

	private static SpanId restored(SpanId id, String key, Attributes attributes) {
		String original = attributes.text(key);
		return (original != null && isOriginal(original, SPAN_ID_BYTES, id.value())) ? new SpanId(original) : id;
	}

	// An attribute of this name that was not written here does not fit the hash, or is no
	// id that could ever be stored.
	private static boolean isOriginal(String text, int bytes, String hash) {
		return Identifiers.isValid(text) && hash(text, bytes).equals(hash);
	}

	private static Attributes withoutIds(Attributes attributes) {
		LinkedHashMap<String, AttributeValue> values = new LinkedHashMap<>(attributes.values());
		values.keySet().removeAll(List.of(TRACE_ID, SPAN_ID, PARENT_SPAN_ID));
		return Attributes.of(values);
	}

	private static void write(JsonGenerator json, Resource resource, Map<Scope, List<Span>> scopes) {
		json.writeStartObject();
		json.writeObjectPropertyStart("resource");
		OtlpValues.attributes(json, resource.attributes());
		OtlpValues.count(json, "droppedAttributesCount", resource.droppedAttributes());
		OtlpValues.entityRefs(json, resource.entityRefs());
		json.writeEndObject();
		json.writeArrayPropertyStart("scopeSpans");
		scopes.forEach((scope, spans) -> write(json, scope, spans));
		json.writeEndArray();
		OtlpValues.text(json, "schemaUrl", resource.schemaUrl());
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, Scope scope, List<Span> spans) {
		json.writeStartObject();
		json.writeObjectPropertyStart("scope");
		OtlpValues.text(json, "name", scope.name());
		OtlpValues.text(json, "version", scope.version());
		OtlpValues.attributes(json, scope.attributes());
		OtlpValues.count(json, "droppedAttributesCount", scope.droppedAttributes());
		json.writeEndObject();
		json.writeArrayPropertyStart("spans");
		spans.forEach((span) -> write(json, span));
		json.writeEndArray();
		OtlpValues.text(json, "schemaUrl", scope.schemaUrl());
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, Span span) {
		SpanId parent = span.parentSpanId();
		json.writeStartObject();
		json.writeStringProperty("traceId", hex(span.traceId()));
		json.writeStringProperty("spanId", hex(span.spanId()));
		OtlpValues.text(json, "traceState", span.traceState());
		if (parent != null) {
			json.writeStringProperty("parentSpanId", hex(parent));
		}
		OtlpValues.count(json, "flags", span.flags());
		json.writeStringProperty("name", span.name());
		OtlpValues.count(json, "kind", span.kind().number());
		json.writeStringProperty("startTimeUnixNano", Long.toString(span.startEpochNanos()));
		json.writeStringProperty("endTimeUnixNano", Long.toString(span.endEpochNanos()));
		OtlpValues.attributes(json, withIds(span.attributes(), span.traceId(), span.spanId(), parent));
		OtlpValues.count(json, "droppedAttributesCount", span.dropped().attributes());
		json.writeArrayPropertyStart("events");
		span.events().forEach((event) -> write(json, event));
		json.writeEndArray();
		OtlpValues.count(json, "droppedEventsCount", span.dropped().events());
		json.writeArrayPropertyStart("links");
		span.links().forEach((link) -> write(json, link));
		json.writeEndArray();
		OtlpValues.count(json, "droppedLinksCount", span.dropped().links());
		json.writeObjectPropertyStart("status");
		OtlpValues.text(json, "message", span.status().message());
		OtlpValues.count(json, "code", span.status().code().number());
		json.writeEndObject();
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, SpanEvent event) {
		json.writeStartObject();
		json.writeStringProperty("timeUnixNano", Long.toString(event.epochNanos()));
		json.writeStringProperty("name", event.name());
		OtlpValues.attributes(json, event.attributes());
		OtlpValues.count(json, "droppedAttributesCount", event.droppedAttributes());
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, SpanLink link) {
		json.writeStartObject();
		json.writeStringProperty("traceId", hex(link.traceId()));
		json.writeStringProperty("spanId", hex(link.spanId()));
		OtlpValues.text(json, "traceState", link.traceState());
		OtlpValues.attributes(json, withIds(link.attributes(), link.traceId(), link.spanId(), null));
		OtlpValues.count(json, "droppedAttributesCount", link.droppedAttributes());
		OtlpValues.count(json, "flags", link.flags());
		json.writeEndObject();
	}

	private static Attributes withIds(Attributes attributes, TraceId traceId, SpanId spanId, @Nullable SpanId parent) {
		if (traceId.isOtel() && spanId.isOtel() && (parent == null || parent.isOtel())) {
			return attributes;
		}
		LinkedHashMap<String, AttributeValue> values = new LinkedHashMap<>(attributes.values());
		if (!traceId.isOtel()) {
			values.put(TRACE_ID, new AttributeValue.StringValue(traceId.value()));
		}
		if (!spanId.isOtel()) {
			values.put(SPAN_ID, new AttributeValue.StringValue(spanId.value()));
		}
		if (parent != null && !parent.isOtel()) {
			values.put(PARENT_SPAN_ID, new AttributeValue.StringValue(parent.value()));
		}
		return Attributes.of(values);
	}

	private static String hex(TraceId id) {
		return id.isOtel() ? id.value() : hash(id.value(), TRACE_ID_BYTES);
	}

	private static String hex(SpanId id) {
		return id.isOtel() ? id.value() : hash(id.value(), SPAN_ID_BYTES);
	}

	private static String hash(String id, int bytes) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, bytes);
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java platform has SHA-256", impossible);
		}
	}

}
