package io.mahavishnu.otel.receive;

import java.io.StringWriter;
import java.time.Instant;

import io.mahavishnu.otel.trace.AttributeJson;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.Trace;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Traces as a caller of the simple JSON would send them. */
final class SimpleJsonText {

	private SimpleJsonText() {
	}

	static String of(Trace trace) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartObject();
			json.writeStringProperty("trace_id", trace.id().value());
			json.writeArrayPropertyStart("spans");
			trace.spans().forEach((span) -> write(json, span));
			json.writeEndArray();
			json.writeEndObject();
		}
		return text.toString();
	}

	/**
	 * The span without what the simple JSON has no words for: dropped counts, schema URLs
	 * and entity references.
	 */
	static Span expressible(Span span) {
		return span.toBuilder()
			.resource(new io.mahavishnu.otel.trace.Resource(span.resource().attributes(), "", 0))
			.scope(new Scope(span.scope().name(), span.scope().version(), span.scope().attributes(), "", 0))
			.events(span.events()
				.stream()
				.map((event) -> new SpanEvent(event.name(), event.epochNanos(), event.attributes(), 0))
				.toList())
			.links(span.links()
				.stream()
				.map((link) -> new SpanLink(link.traceId(), link.spanId(), link.traceState(), link.attributes(), 0,
						link.flags()))
				.toList())
			.dropped(Span.Dropped.NONE)
			.build();
	}

	/**
	 * A trace in which attributes of a span, its resource and an event have maps in maps
	 * down to a depth of the whole text.
	 */
	static String ofDepth(String traceId, int depth) {
		return "{\"trace_id\":\"" + traceId + "\",\"spans\":[{\"span_id\":\"eee19b7ec3c1b174\",\"name\":\"deep\","
				+ "\"start_time\":1704067200,\"attributes\":" + maps(depth - 3) + ",\"resource\":" + maps(depth - 3)
				+ ",\"events\":[{\"attributes\":" + maps(depth - 5) + "}]}]}";
	}

	private static String maps(int depth) {
		return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
	}

	private static void write(JsonGenerator json, Span span) {
		json.writeStartObject();
		json.writeStringProperty("span_id", span.spanId().value());
		if (span.parentSpanId() != null) {
			json.writeStringProperty("parent_span_id", span.parentSpanId().value());
		}
		json.writeStringProperty("name", span.name());
		json.writeStringProperty("kind", span.kind().name());
		json.writeStringProperty("start_time", time(span.startEpochNanos()));
		json.writeStringProperty("end_time", time(span.endEpochNanos()));
		json.writeObjectPropertyStart("status");
		json.writeStringProperty("code", span.status().code().name());
		json.writeStringProperty("message", span.status().message());
		json.writeEndObject();
		attributes(json, "attributes", span.attributes());
		attributes(json, "resource", span.resource().attributes());
		json.writeObjectPropertyStart("scope");
		json.writeStringProperty("name", span.scope().name());
		json.writeStringProperty("version", span.scope().version());
		attributes(json, "attributes", span.scope().attributes());
		json.writeEndObject();
		json.writeArrayPropertyStart("events");
		span.events().forEach((event) -> write(json, event));
		json.writeEndArray();
		json.writeArrayPropertyStart("links");
		span.links().forEach((link) -> write(json, link));
		json.writeEndArray();
		json.writeStringProperty("trace_state", span.traceState());
		json.writeNumberProperty("flags", span.flags());
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, SpanEvent event) {
		json.writeStartObject();
		json.writeStringProperty("name", event.name());
		json.writeStringProperty("time", time(event.epochNanos()));
		attributes(json, "attributes", event.attributes());
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, SpanLink link) {
		json.writeStartObject();
		json.writeStringProperty("trace_id", link.traceId().value());
		json.writeStringProperty("span_id", link.spanId().value());
		json.writeStringProperty("trace_state", link.traceState());
		attributes(json, "attributes", link.attributes());
		json.writeNumberProperty("flags", link.flags());
		json.writeEndObject();
	}

	private static void attributes(JsonGenerator json, String name, Attributes attributes) {
		json.writeName(name);
		AttributeJson.write(json, attributes);
	}

	/** In words, since the unit of a number is taken from its size. */
	private static String time(long epochNanos) {
		return Instant.ofEpochSecond(0, epochNanos).toString();
	}

}
