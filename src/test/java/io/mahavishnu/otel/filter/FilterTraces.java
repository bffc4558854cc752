package io.mahavishnu.otel.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;

/** Traces that differ in everything a filter asks, with few keys and values. */
public final class FilterTraces {

	static final List<String> KEYS = List.of("k", "http.route", "an odd \"key\"", "key", "l".repeat(600));

	static final List<Long> WHOLES = List.of(0L, 5L, 500L, -1L, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE,
			Long.MAX_VALUE - 1, Long.MIN_VALUE);

	static final List<Double> REALS = List.of(5.0, 5.5, -0.0, 0.1, 9007199254740992.0, 0x1p63, -0x1p63, 1e300,
			Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

	static final List<String> TEXTS = List.of("", "a", "ab", "abc", "é", "😀", "\uFFFF", "5", "500", "5.5", "true",
			"a b", "a\u001fb", "x".repeat(600), "x".repeat(601), "é".repeat(300) + "a", "é".repeat(300) + "b",
			"x".repeat(20));

	private final Random random;

	public FilterTraces(long seed) {
		this.random = new Random(seed);
	}

	/** A trace of one to three spans. */
	public Trace next(String id) {
		TraceId trace = new TraceId(id);
		List<ReceivedSpan> spans = IntStream.range(0, 1 + this.random.nextInt(3))
			.mapToObj((i) -> new ReceivedSpan(span(trace, new SpanId("s" + i)), null, 1))
			.toList();
		return Trace.of(trace, spans, SystemNaming.AS_SENT);
	}

	private Span span(TraceId trace, SpanId id) {
		long start = 1_000_000L * (1 + this.random.nextInt(3));
		Map<String, AttributeValue> ofResource = attributes();
		if (this.random.nextBoolean()) {
			ofResource.put(Span.SERVICE_NAME, new AttributeValue.StringValue(any(TEXTS)));
		}
		return Span.builder(trace, id, any(TEXTS))
			.kind(any(List.of(SpanKind.values())))
			.status(new SpanStatus(any(List.of(SpanStatus.Code.values())), ""))
			.time(start, start + this.random.nextInt(4) * 1_000_000L)
			.attributes(Attributes.of(attributes()))
			.resource(new Resource(Attributes.of(ofResource), "", 0))
			.build();
	}

	private Map<String, AttributeValue> attributes() {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		IntStream.range(0, this.random.nextInt(4)).forEach((_) -> attributes.put(any(KEYS), value()));
		return attributes;
	}

	private AttributeValue value() {
		if (this.random.nextInt(5) == 0) {
			List<AttributeValue> elements = new ArrayList<>();
			IntStream.range(0, this.random.nextInt(3)).forEach((_) -> elements.add(value()));
			return new AttributeValue.ArrayValue(elements);
		}
		return switch (this.random.nextInt(5)) {
			case 0 -> new AttributeValue.LongValue(any(WHOLES));
			case 1 -> new AttributeValue.DoubleValue(any(REALS));
			case 2 -> new AttributeValue.BoolValue(this.random.nextBoolean());
			case 3 -> new AttributeValue.EmptyValue();
			default -> new AttributeValue.StringValue(any(TEXTS));
		};
	}

	private <T> T any(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
