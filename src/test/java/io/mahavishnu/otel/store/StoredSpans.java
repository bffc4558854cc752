package io.mahavishnu.otel.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;

/** Spans for the tests of stores. */
public final class StoredSpans {

	/** When all of them were received. */
	public static final long RECEIVED = 1_700_000_001_000_000_000L;

	private static final long START = 1_700_000_000_000_000_000L;

	private StoredSpans() {
	}

	/** A small span. */
	public static ReceivedSpan span(String traceId, String spanId) {
		return span(traceId, spanId, "work");
	}

	/** A small span with a name. */
	public static ReceivedSpan span(String traceId, String spanId, String name) {
		return received(Span.builder(new TraceId(traceId), new SpanId(spanId), name)
			.time(START, START + 1_000_000)
			.resource(new Resource(Attributes.of(Span.SERVICE_NAME, "checkout"), "", 0))
			.build());
	}

	/** Some small spans of one trace, {@code s0} and so on. */
	public static List<ReceivedSpan> spans(String traceId, int count) {
		return IntStream.range(0, count).mapToObj((i) -> span(traceId, "s" + i)).toList();
	}

	/** A span, received without a caller's system. */
	public static ReceivedSpan received(Span span) {
		return new ReceivedSpan(span, null, RECEIVED);
	}

	/** A span in which everything is set. */
	public static ReceivedSpan fullSpan(String traceId, String spanId) {
		Map<String, AttributeValue> values = new LinkedHashMap<>();
		values.put("text", new AttributeValue.StringValue("a\u0000b 😀 \"quoted\" \\ \n"));
		values.put("empty", new AttributeValue.StringValue(""));
		values.put("yes", new AttributeValue.BoolValue(true));
		values.put("least", new AttributeValue.LongValue(Long.MIN_VALUE));
		values.put("not a number", new AttributeValue.DoubleValue(Double.NaN));
		values.put("minus zero", new AttributeValue.DoubleValue(-0.0));
		values.put("bytes", new AttributeValue.BytesValue(new byte[] { 0, -1, 127 }));
		values.put("none", new AttributeValue.EmptyValue());
		values.put("list", new AttributeValue.ArrayValue(
				List.of(new AttributeValue.LongValue(1), new AttributeValue.StringValue("x"))));
		values.put("map", new AttributeValue.MapValue(Attributes.of("$bytes", "no base64")));
		Attributes attributes = Attributes.of(values);
		Span span = Span.builder(new TraceId(traceId), new SpanId(spanId), "name \u0000 😀")
			.parent(new SpanId("parent"))
			.kind(SpanKind.SERVER)
			.time(START, START - 5)
			.status(new SpanStatus(SpanStatus.Code.ERROR, "it failed"))
			.attributes(attributes)
			.resource(new Resource(attributes, "https://example.com/resource", 3))
			.scope(new Scope("scope", "1.0", attributes, "https://example.com/scope", 4))
			.events(List.of(new SpanEvent("exception", START + 1, attributes, 5),
					new SpanEvent("", 0, Attributes.EMPTY, 0)))
			.links(List
				.of(new SpanLink(new TraceId("other"), new SpanId("linked"), "a=b", attributes, 6, Integer.MIN_VALUE)))
			.traceState("vendor=value")
			.flags(-1)
			.dropped(new Span.Dropped(7, 8, Integer.MAX_VALUE))
			.build();
		return new ReceivedSpan(span, "caller", RECEIVED);
	}

}
