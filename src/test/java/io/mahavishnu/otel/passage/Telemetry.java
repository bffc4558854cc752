package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanBuilder;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Small traces for tests. */
final class Telemetry {

	static final TraceId ID = new TraceId("trace");

	private Telemetry() {
	}

	static TraceText textOf(Span... spans) {
		return new TraceTexts(PassageProperties.defaults(), new SimpleMeterRegistry()).of(trace(spans));
	}

	/** The passages of spans, without that of the trace as a whole. */
	static List<String> said(Span... spans) {
		return textOf(spans).utterances()
			.stream()
			.filter((each) -> each.span() != null)
			.map((each) -> each.passage().text())
			.toList();
	}

	static Trace trace(Span... spans) {
		List<ReceivedSpan> received = new ArrayList<>();
		for (Span span : spans) {
			received.add(new ReceivedSpan(span, null, 1));
		}
		return Trace.of(ID, received, SystemNaming.AS_SENT);
	}

	/** A span with string attributes, given as key, value, key, value. */
	static Span span(String id, String name, String... attributes) {
		return builder(id, name, attributes).build();
	}

	static SpanBuilder builder(String id, String name, String... attributes) {
		return Span.builder(ID, new SpanId(id), name).time(1, 2).attributes(attributes(attributes));
	}

	static Span failed(Span span, String message) {
		return span.toBuilder().status(new SpanStatus(SpanStatus.Code.ERROR, message)).build();
	}

	static Span of(String service, Span span) {
		return span.toBuilder().resource(new Resource(Attributes.of(Span.SERVICE_NAME, service), "", 0)).build();
	}

	static Span with(Span span, SpanEvent... events) {
		return span.toBuilder().events(List.of(events)).build();
	}

	static SpanEvent event(String name, String... attributes) {
		return new SpanEvent(name, 1, attributes(attributes), 0);
	}

	static Attributes attributes(String... attributes) {
		Map<String, AttributeValue> values = new LinkedHashMap<>();
		for (int i = 0; i < attributes.length; i += 2) {
			values.put(attributes[i], new AttributeValue.StringValue(attributes[i + 1]));
		}
		return Attributes.of(values);
	}

}
