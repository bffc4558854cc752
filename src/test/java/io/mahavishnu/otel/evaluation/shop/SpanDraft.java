package io.mahavishnu.otel.evaluation.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A span while its trace is being made. Not safe for use by several threads. */
final class SpanDraft {

	private final String spanId;

	private final @Nullable String parentId;

	private final ServiceIdentity service;

	private final String name;

	private final String kind;

	private final SequencedMap<String, Object> attributes = new LinkedHashMap<>();

	private final List<ObjectNode> events = new ArrayList<>();

	private final long startEpochNanos;

	private long endEpochNanos;

	private boolean failed;

	private String message = "";

	SpanDraft(String spanId, @Nullable SpanDraft parent, ServiceIdentity service, String name, String kind,
			long startEpochNanos) {
		this.spanId = spanId;
		this.parentId = (parent != null) ? parent.spanId : null;
		this.service = service;
		this.name = name;
		this.kind = kind;
		this.startEpochNanos = startEpochNanos;
		this.endEpochNanos = startEpochNanos;
	}

	/** Sets an attribute: a text or a whole number. */
	SpanDraft with(String attribute, Object value) {
		this.attributes.put(attribute, value);
		return this;
	}

	/** Marks the span as failed; an empty message says nothing more. */
	void fail(String message) {
		this.failed = true;
		this.message = message;
	}

	void event(String name, long epochNanos, SequencedMap<String, String> attributes) {
		ObjectNode event = JsonMapper.shared().createObjectNode().put("name", name).put("time", epochNanos);
		ObjectNode node = event.putObject("attributes");
		attributes.forEach(node::put);
		this.events.add(event);
	}

	void end(long epochNanos) {
		this.endEpochNanos = epochNanos;
	}

	/** Adds the span to the spans of a simple JSON trace. */
	void writeTo(ArrayNode spans) {
		ObjectNode span = spans.addObject().put("span_id", this.spanId);
		if (this.parentId != null) {
			span.put("parent_span_id", this.parentId);
		}
		span.put("name", this.name)
			.put("kind", this.kind)
			.put("start_time", this.startEpochNanos)
			.put("end_time", this.endEpochNanos);
		if (this.failed) {
			ObjectNode status = span.putObject("status").put("code", "ERROR");
			if (!this.message.isEmpty()) {
				status.put("message", this.message);
			}
		}
		ObjectNode node = span.putObject("attributes");
		this.attributes.forEach((attribute, value) -> {
			if (value instanceof Integer number) {
				node.put(attribute, number);
			}
			else {
				node.put(attribute, value.toString());
			}
		});
		this.service.writeTo(span.putObject("resource"));
		if (!this.events.isEmpty()) {
			span.putArray("events").addAll(this.events);
		}
	}

}
