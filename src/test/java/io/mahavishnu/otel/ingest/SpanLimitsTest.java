package io.mahavishnu.otel.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpanLimitsTest {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final SpanLimits limits = new SpanLimits(new IngestProperties(Duration.ZERO, 1, 1, 1, 3, 16, 2, 2, 1),
			this.meters);

	@Test
	void aSpanAtTheLimits_isGivenBackAsItIs() {
		Span span = span(attributes(3, "x".repeat(16)), 2);
		assertThat(this.limits.apply(span)).isSameAs(span);
		assertThat(cut("attribute-length")).isZero();
	}

	@Test
	void aLongerValue_isCutAndCounted() {
		Span span = this.limits.apply(span(attributes(1, "x".repeat(17)), 0));
		assertThat(span.attributes().text("k0")).isEqualTo("x".repeat(16));
		assertThat(cut("attribute-length")).isEqualTo(1);
	}

	@Test
	void aValueInsideAnArray_isCutToo() {
		AttributeValue array = new AttributeValue.ArrayValue(
				List.of(new AttributeValue.StringValue("y".repeat(20)), new AttributeValue.LongValue(1)));
		Span span = this.limits.apply(span(Attributes.of(Map.of("k", array)), 0));
		assertThat(span.attributes().get("k")).isEqualTo(new AttributeValue.ArrayValue(
				List.of(new AttributeValue.StringValue("y".repeat(16)), new AttributeValue.LongValue(1))));
	}

	@Test
	void aSurrogatePair_isNeverHalved() {
		Span span = this.limits.apply(span(attributes(1, "x".repeat(15) + "😀"), 0));
		assertThat(span.attributes().text("k0")).isEqualTo("x".repeat(15));
	}

	@Test
	void furtherAttributesAndEvents_areDroppedAndCountedInTheSpan() {
		Span span = this.limits.apply(span(attributes(4, "x"), 3));
		assertThat(span.attributes().size()).isEqualTo(3);
		assertThat(span.events()).hasSize(2);
		assertThat(span.dropped()).isEqualTo(new Span.Dropped(1, 1, 0));
		assertThat(cut("attributes")).isEqualTo(1);
		assertThat(cut("events")).isEqualTo(1);
	}

	private double cut(String limit) {
		return this.meters.get("mahavishnu.ingest.cut").tag("limit", limit).counter().count();
	}

	private static Attributes attributes(int count, String value) {
		Map<String, AttributeValue> values = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			values.put("k" + i, new AttributeValue.StringValue(value));
		}
		return Attributes.of(values);
	}

	private static Span span(Attributes attributes, int events) {
		SpanEvent event = new SpanEvent("e", 1, Attributes.EMPTY, 0);
		return Span.builder(new TraceId("t"), new SpanId("s"), "n")
			.attributes(attributes)
			.events(java.util.Collections.nCopies(events, event))
			.build();
	}

}
