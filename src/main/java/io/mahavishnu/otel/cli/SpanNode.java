package io.mahavishnu.otel.cli;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * A span as it is drawn. All text is safe.
 *
 * @param id its id
 * @param parentId its parent's id; empty for a root
 * @param name its name
 * @param service its service; empty when unknown
 * @param startEpochNanos its start, nanoseconds since 1970 UTC
 * @param durationNanos its duration
 * @param outcome whether it failed
 * @param message what its status says
 * @param attributes its attributes, each as {@code key = value}
 */
record SpanNode(String id, String parentId, String name, String service, long startEpochNanos, long durationNanos,
		Outcome outcome, String message, List<String> attributes) {

	/** Whether a span failed. */
	enum Outcome {

		FAILED, NOT_FAILED

	}

	/** The span of an answer; one without a start takes the trace's. */
	static SpanNode of(JsonNode span, long traceStartEpochNanos) {
		long start = Figures.epochNanos(Json.text(span, "start_time"));
		JsonNode status = span.path("status");
		String code = status.isString() ? status.stringValue("") : Json.text(status, "code");
		String name = TerminalText.safe(Json.text(span, "name"));
		return new SpanNode(Json.text(span, "span_id"), Json.text(span, "parent_span_id"),
				name.isEmpty() ? "(no name)" : name, TerminalText.safe(service(span)),
				(start > 0) ? start : traceStartEpochNanos, Math.round(Json.number(span, "duration_ms") * 1e6),
				code.equalsIgnoreCase("ERROR") ? Outcome.FAILED : Outcome.NOT_FAILED,
				TerminalText.safe(Json.text(status, "message")),
				span.path("attributes").properties().stream().map(SpanNode::attribute).toList());
	}

	boolean isFailed() {
		return this.outcome == Outcome.FAILED;
	}

	long endEpochNanos() {
		return this.startEpochNanos + this.durationNanos;
	}

	private static String service(JsonNode span) {
		JsonNode resource = span.path("resource");
		String ofResource = Json.text(resource, "service.name");
		String nested = ofResource.isEmpty() ? Json.text(resource.path("attributes"), "service.name") : ofResource;
		return nested.isEmpty() ? Json.text(span.path("attributes"), "service.name") : nested;
	}

	private static String attribute(Map.Entry<String, JsonNode> attribute) {
		JsonNode value = attribute.getValue();
		return TerminalText
			.safe(attribute.getKey() + " = " + (value.isString() ? value.stringValue("") : value.toString()));
	}

}
