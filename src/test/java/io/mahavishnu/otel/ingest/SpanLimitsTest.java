package io.mahavishnu.otel.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.TraceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpanLimitsTest {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final SpanLimits limits = new SpanLimits(new IngestProperties(Duration.ZERO, 1, 1, 1, 1, 1, 3, 16, 2, 2, 1),
			this.meters);

	@Test
	void aSpanAtTheLimits_isGivenBackAsItIs() {
		Span span = span(attributes(3, "x".repeat(16)), 2);
		assertThat(this.limits.request().apply(span)).isSameAs(span);
		assertThat(cut("attribute-length")).isZero();
	}

	@Test
	void aLongerValue_isCutAndCounted() {
		Span span = this.limits.request().apply(span(attributes(1, "x".repeat(17)), 0));
		assertThat(span.attributes().text("k0")).isEqualTo("x".repeat(16));
		assertThat(cut("attribute-length")).isEqualTo(1);
	}

	@Test
	void aValueInsideAnArray_isCutToo() {
		AttributeValue array = new AttributeValue.ArrayValue(
				List.of(new AttributeValue.StringValue("y".repeat(20)), new AttributeValue.LongValue(1)));
		Span span = this.limits.request().apply(span(Attributes.of(Map.of("k", array)), 0));
		assertThat(span.attributes().get("k")).isEqualTo(new AttributeValue.ArrayValue(
				List.of(new AttributeValue.StringValue("y".repeat(16)), new AttributeValue.LongValue(1))));
	}

	@Test
	void aSurrogatePair_isNeverHalved() {
		Span span = this.limits.request().apply(span(attributes(1, "x".repeat(15) + "😀"), 0));
		assertThat(span.attributes().text("k0")).isEqualTo("x".repeat(15));
	}

	@Test
	void furtherAttributesAndEvents_areDroppedAndCountedInTheSpan() {
		Span span = this.limits.request().apply(span(attributes(4, "x"), 3));
		assertThat(span.attributes().size()).isEqualTo(3);
		assertThat(span.events()).hasSize(2);
		assertThat(span.dropped()).isEqualTo(new Span.Dropped(1, 1, 0));
		assertThat(cut("attributes")).isEqualTo(1);
		assertThat(cut("events")).isEqualTo(1);
	}

	@Test
	void furtherLinks_andAttributesOfWhateverHasThem_areDroppedAndCountedThere() {
		SpanLink link = new SpanLink(new TraceId("t"), new SpanId("s"), "", attributes(4, "x"), 0, 0);
		Span sent = span(Attributes.EMPTY, 0).toBuilder()
			.links(List.of(link, link, link))
			.events(List.of(new SpanEvent("e", 1, attributes(4, "x"), 1)))
			.resource(new Resource(attributes(4, "x"), "", 0))
			.scope(new Scope("s", "1", attributes(4, "x"), "", 0))
			.build();
		Span span = this.limits.request().apply(sent);
		assertThat(span.links()).hasSize(2)
			.allSatisfy((each) -> assertThat(each.attributes().size()).isEqualTo(3))
			.allSatisfy((each) -> assertThat(each.droppedAttributes()).isEqualTo(1));
		assertThat(span.events().getFirst().attributes().size()).isEqualTo(3);
		assertThat(span.events().getFirst().droppedAttributes()).isEqualTo(2);
		assertThat(span.resource().attributes().size()).isEqualTo(3);
		assertThat(span.resource().droppedAttributes()).isEqualTo(1);
		assertThat(span.scope().attributes().size()).isEqualTo(3);
		assertThat(span.scope().droppedAttributes()).isEqualTo(1);
		assertThat(span.dropped()).isEqualTo(new Span.Dropped(0, 0, 1));
		assertThat(cut("links")).isEqualTo(1);
		Span within = sent.toBuilder()
			.links(List.of(new SpanLink(new TraceId("t"), new SpanId("s"), "", attributes(3, "x"), 0, 0)))
			.events(List.of())
			.resource(new Resource(attributes(3, "x"), "", 0))
			.scope(new Scope("s", "1", attributes(3, "x"), "", 0))
			.build();
		assertThat(this.limits.request().apply(within)).isSameAs(within);
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
