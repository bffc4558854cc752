package io.mahavishnu.otel.ingest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is larger than the limits, and counts what it cuts: what is dropped whole is
 * added to the span's own dropped counts, as OpenTelemetry's SDKs do. A span within the
 * limits is given back as it is. Thread-safe.
 */
final class SpanLimits {

	private final IngestProperties properties;

	private final Counter cutValues;

	private final Counter droppedAttributes;

	private final Counter droppedEvents;

	private final Counter droppedLinks;

	SpanLimits(IngestProperties properties, MeterRegistry meters) {
		this.properties = properties;
		this.cutValues = counter(meters, "attribute-length");
		this.droppedAttributes = counter(meters, "attributes");
		this.droppedEvents = counter(meters, "events");
		this.droppedLinks = counter(meters, "links");
	}

	/** The limits for the spans of one request. */
	Request request() {
		return new Request();
	}

	private Span cut(Span span) {
		List<SpanEvent> events = span.events().stream().limit(this.properties.eventsMax()).map(this::cut).toList();
		List<SpanLink> links = span.links().stream().limit(this.properties.linksMax()).map(this::cut).toList();
		this.droppedEvents.increment(span.events().size() - events.size());
		this.droppedLinks.increment(span.links().size() - links.size());
		Span.Dropped dropped = new Span.Dropped(span.dropped().attributes() + excess(span.attributes()),
				span.dropped().events() + span.events().size() - events.size(),
				span.dropped().links() + span.links().size() - links.size());
		return span.toBuilder()
			.attributes(cut(span.attributes()))
			.resource(cut(span.resource()))
			.scope(cut(span.scope()))
			.events(events)
			.links(links)
			.dropped(dropped)
			.build();
	}

	private boolean isWithin(Attributes attributes) {
		if (excess(attributes) > 0) {
			return false;
		}
		for (AttributeValue value : attributes.values().values()) {
			if (!isWithin(value)) {
				return false;
			}
		}
		return true;
	}

	private boolean isWithin(AttributeValue value) {
		int max = this.properties.attributeLengthMax();
		return switch (value) {
			case AttributeValue.StringValue text -> text.value().length() <= max;
			case AttributeValue.BytesValue bytes -> bytes.length() <= max;
			case AttributeValue.ArrayValue array -> array.values().stream().allMatch(this::isWithin);
			case AttributeValue.MapValue map -> map.entries().values().values().stream().allMatch(this::isWithin);
			case AttributeValue.BoolValue _, AttributeValue.LongValue _, AttributeValue.DoubleValue _,
					AttributeValue.EmptyValue _ ->
				true;
		};
	}

	private int excess(Attributes attributes) {
		return Math.max(0, attributes.size() - this.properties.attributesMax());
	}

	private Resource cut(Resource resource) {
		return new Resource(cut(resource.attributes()), resource.schemaUrl(),
				resource.droppedAttributes() + excess(resource.attributes()), resource.entityRefs());
	}

	private Scope cut(Scope scope) {
		return new Scope(scope.name(), scope.version(), cut(scope.attributes()), scope.schemaUrl(),
				scope.droppedAttributes() + excess(scope.attributes()));
	}

	private SpanEvent cut(SpanEvent event) {
		return new SpanEvent(event.name(), event.epochNanos(), cut(event.attributes()),
				event.droppedAttributes() + excess(event.attributes()));
	}

	private SpanLink cut(SpanLink link) {
		return new SpanLink(link.traceId(), link.spanId(), link.traceState(), cut(link.attributes()),
				link.droppedAttributes() + excess(link.attributes()), link.flags());
	}

	private Attributes cut(Attributes attributes) {
		if (isWithin(attributes)) {
			return attributes;
		}
		this.droppedAttributes.increment(excess(attributes));
		LinkedHashMap<String, AttributeValue> kept = new LinkedHashMap<>();
		attributes.values()
			.entrySet()
			.stream()
			.limit(this.properties.attributesMax())
			.forEach((entry) -> kept.put(entry.getKey(), cut(entry.getValue())));
		return Attributes.of(kept);
	}

	private AttributeValue cut(AttributeValue value) {
		if (isWithin(value)) {
			return value;
		}
		int max = this.properties.attributeLengthMax();
		return switch (value) {
			case AttributeValue.StringValue text -> {
				this.cutValues.increment();
				yield new AttributeValue.StringValue(start(text.value(), max));
			}
			case AttributeValue.BytesValue bytes -> {
				this.cutValues.increment();
				yield new AttributeValue.BytesValue(Arrays.copyOf(bytes.value(), max));
			}
			case AttributeValue.ArrayValue array ->
				new AttributeValue.ArrayValue(array.values().stream().map(this::cut).toList());
			case AttributeValue.MapValue map -> {
				LinkedHashMap<String, AttributeValue> entries = new LinkedHashMap<>();
				for (Map.Entry<String, AttributeValue> entry : map.entries().values().entrySet()) {
					entries.put(entry.getKey(), cut(entry.getValue()));
				}
				yield new AttributeValue.MapValue(Attributes.of(entries));
			}
			case AttributeValue.BoolValue _, AttributeValue.LongValue _, AttributeValue.DoubleValue _,
					AttributeValue.EmptyValue _ ->
				value;
		};
	}

	/** The first characters, without half of a surrogate pair at the end. */
	private static String start(String text, int length) {
		int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
		return text.substring(0, end);
	}

	private static Counter counter(MeterRegistry meters, String limit) {
		return Counter.builder("mahavishnu.ingest.cut")
			.description("Parts of spans that were cut at a limit")
			.tag("limit", limit)
			.register(meters);
	}

	/**
	 * For the spans of one request, which share their resources and scopes: one that is
	 * within the limits is not looked at again for the next span. Not thread-safe.
	 */
	final class Request {

		private @Nullable Resource resource;

		private @Nullable Scope scope;

		private Request() {
		}

		/** The span within the limits. */
		Span apply(Span span) {
			return isWithin(span) ? span : cut(span);
		}

		private boolean isWithin(Span span) {
			return SpanLimits.this.isWithin(span.attributes()) && isWithin(span.resource()) && isWithin(span.scope())
					&& span.events().size() <= SpanLimits.this.properties.eventsMax()
					&& span.links().size() <= SpanLimits.this.properties.linksMax()
					&& span.events().stream().allMatch((event) -> SpanLimits.this.isWithin(event.attributes()))
					&& span.links().stream().allMatch((link) -> SpanLimits.this.isWithin(link.attributes()));
		}

		@SuppressWarnings("ReferenceEquality") // only the very same one is known
		private boolean isWithin(Resource next) {
			if (next != this.resource && SpanLimits.this.isWithin(next.attributes())) {
				this.resource = next;
			}
			return next == this.resource;
		}

		@SuppressWarnings("ReferenceEquality") // as above
		private boolean isWithin(Scope next) {
			if (next != this.scope && SpanLimits.this.isWithin(next.attributes())) {
				this.scope = next;
			}
			return next == this.scope;
		}

	}

}
