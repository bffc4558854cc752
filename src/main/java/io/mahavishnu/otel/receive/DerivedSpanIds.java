package io.mahavishnu.otel.receive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanLink;

/**
 * Ids for the spans of one submission that were sent without: the first 64 bits of a
 * SHA-256 over everything the span says, its attributes in the order of their keys, and
 * over how many equal spans came before it. The same submission gives the same ids again.
 * Not thread-safe.
 */
final class DerivedSpanIds {

	private final MessageDigest digest = sha256();

	private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

	private final Map<ByteBuffer, Integer> ordinals = new HashMap<>();

	/** The id for the next span; the id that the span has does not matter. */
	SpanId derive(Span span) {
		add(span);
		ByteBuffer said = ByteBuffer.wrap(this.digest.digest());
		int ordinal = this.ordinals.merge(said, 1, Integer::sum);
		this.digest.update(said.array());
		add(ordinal);
		return new SpanId(HexFormat.of().formatHex(this.digest.digest(), 0, Long.BYTES));
	}

	private void add(Span span) {
		add(span.traceId().value());
		add((span.parentSpanId() != null) ? span.parentSpanId().value() : "");
		add(span.name());
		add(span.kind().number());
		add(span.startEpochNanos());
		add(span.endEpochNanos());
		add(span.status().code().number());
		add(span.status().message());
		add(span.attributes());
		add(span.resource().attributes());
		add(span.scope().name());
		add(span.scope().version());
		add(span.scope().attributes());
		add(span.events().size());
		span.events().forEach(this::add);
		add(span.links().size());
		span.links().forEach(this::add);
		add(span.traceState());
		add(span.flags());
	}

	private void add(SpanEvent event) {
		add(event.name());
		add(event.epochNanos());
		add(event.attributes());
	}

	private void add(SpanLink link) {
		add(link.traceId().value());
		add(link.spanId().value());
		add(link.traceState());
		add(link.attributes());
		add(link.flags());
	}

	private void add(Attributes attributes) {
		add(attributes.size());
		new TreeMap<>(attributes.values()).forEach((key, value) -> {
			add(key);
			add(value);
		});
	}

	private void add(AttributeValue value) {
		add(value.getClass().getSimpleName());
		switch (value) {
			case AttributeValue.StringValue text -> add(text.value());
			case AttributeValue.BoolValue bool -> add(bool.value() ? 1 : 0);
			case AttributeValue.LongValue integer -> add(integer.value());
			case AttributeValue.DoubleValue number -> add(Double.doubleToLongBits(number.value()));
			case AttributeValue.BytesValue bytes -> add(bytes.asText());
			case AttributeValue.ArrayValue array -> {
				add(array.values().size());
				array.values().forEach(this::add);
			}
			case AttributeValue.MapValue map -> add(map.entries());
			case AttributeValue.EmptyValue _ -> {
			}
		}
	}

	/** The length goes first, so that no two sequences of texts look alike. */
	private void add(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		add(bytes.length);
		this.digest.update(bytes);
	}

	private void add(long value) {
		this.digest.update(this.number.clear().putLong(value).flip());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java platform has SHA-256", impossible);
		}
	}

}
