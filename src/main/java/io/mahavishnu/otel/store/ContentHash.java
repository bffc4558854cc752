package io.mahavishnu.otel.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EntityRef;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanLink;

/**
 * A 64-bit hash of what a span says: equal spans have equal hashes, in every run of every
 * release, since the hash is stored. It only tells a span that was sent again from
 * another one of the same id; which span is kept never depends on it. Values are mixed by
 * the finalizer of MurmurHash3 (Austin Appleby, public domain); attributes are summed, so
 * that their order does not count, as it does not in their equality.
 */
public final class ContentHash {

	private static final long STEP = 0x9E3779B97F4A7C15L;

	private long hash;

	private ContentHash() {
	}

	/** The hash of a span. */
	public static long of(Span span) {
		return of(span, ofAttributes(span.resource().attributes()), ofAttributes(span.scope().attributes()));
	}

	/**
	 * The hash of a span of whose resource and scope the attributes are hashed already.
	 */
	public static long of(Span span, long resourceAttributes, long scopeAttributes) {
		SpanId parent = span.parentSpanId();
		return new ContentHash().add(span.traceId().value())
			.add(span.spanId().value())
			.add((parent != null) ? parent.value() : "")
			.add(span.name())
			.add(span.kind().number())
			.add(span.startEpochNanos())
			.add(span.endEpochNanos())
			.add(span.status().code().number())
			.add(span.status().message())
			.add(ofAttributes(span.attributes()))
			.add(resourceAttributes)
			.add(span.resource().schemaUrl())
			.add(span.resource().droppedAttributes())
			.addEntityRefs(span.resource().entityRefs())
			.add(span.scope().name())
			.add(span.scope().version())
			.add(scopeAttributes)
			.add(span.scope().schemaUrl())
			.add(span.scope().droppedAttributes())
			.add(ofEvents(span.events()))
			.add(ofLinks(span.links()))
			.add(span.traceState())
			.add(span.flags())
			.add(span.dropped().attributes())
			.add(span.dropped().events())
			.add(span.dropped().links()).hash;
	}

	private static long ofEvents(List<SpanEvent> events) {
		ContentHash hash = new ContentHash();
		events.forEach((event) -> hash.add(event.name())
			.add(event.epochNanos())
			.add(ofAttributes(event.attributes()))
			.add(event.droppedAttributes()));
		return hash.hash;
	}

	private static long ofLinks(List<SpanLink> links) {
		ContentHash hash = new ContentHash();
		links.forEach((link) -> hash.add(link.traceId().value())
			.add(link.spanId().value())
			.add(link.traceState())
			.add(ofAttributes(link.attributes()))
			.add(link.droppedAttributes())
			.add(link.flags()));
		return hash.hash;
	}

	/** The hash of attributes, whatever their order. */
	public static long ofAttributes(Attributes attributes) {
		long sum = attributes.size();
		for (Map.Entry<String, AttributeValue> entry : attributes.values().entrySet()) {
			sum += new ContentHash().add(entry.getKey()).add(of(entry.getValue())).hash;
		}
		return sum;
	}

	private static long of(AttributeValue value) {
		ContentHash hash = new ContentHash();
		return switch (value) {
			case AttributeValue.StringValue text -> hash.add(1).add(text.value()).hash;
			case AttributeValue.BoolValue bool -> hash.add(2).add(bool.value() ? 1 : 0).hash;
			case AttributeValue.LongValue integer -> hash.add(3).add(integer.value()).hash;
			case AttributeValue.DoubleValue number -> hash.add(4).add(Double.doubleToLongBits(number.value())).hash;
			case AttributeValue.BytesValue bytes -> hash.add(5).add(Arrays.hashCode(bytes.value())).hash;
			case AttributeValue.ArrayValue array -> {
				hash.add(6);
				array.values().forEach((each) -> hash.add(of(each)));
				yield hash.hash;
			}
			case AttributeValue.MapValue map -> hash.add(7).add(ofAttributes(map.entries())).hash;
			case AttributeValue.EmptyValue _ -> hash.add(8).hash;
		};
	}

	// Nothing is added where there are none, so that the hashes stored before there were
	// any still hold.
	private ContentHash addEntityRefs(List<EntityRef> entityRefs) {
		entityRefs.forEach((entity) -> {
			add(entity.schemaUrl()).add(entity.type()).add(entity.idKeys().size());
			entity.idKeys().forEach(this::add);
			add(entity.descriptionKeys().size());
			entity.descriptionKeys().forEach(this::add);
		});
		return this;
	}

	private ContentHash add(String text) {
		// Java specifies the hash of a string, and has machines compute it fast.
		return add(((long) text.length() << Integer.SIZE) ^ text.hashCode());
	}

	private ContentHash add(long value) {
		long mixed = this.hash + STEP + value;
		mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
		mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
		this.hash = mixed ^ (mixed >>> 33);
		return this;
	}

}
