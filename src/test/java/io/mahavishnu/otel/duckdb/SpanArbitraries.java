package io.mahavishnu.otel.duckdb;

import java.util.LinkedHashMap;
import java.util.Map;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.EntityRef;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Any spans. */
final class SpanArbitraries {

	private SpanArbitraries() {
	}

	static Arbitrary<ReceivedSpan> received() {
		return Combinators.combine(span(), text().injectNull(0.3), anyLong())
			.as((span, caller, nanos) -> new ReceivedSpan(span, caller, nanos));
	}

	private static Arbitrary<AttributeValue> values(int depth) {
		Arbitrary<AttributeValue> scalars = Arbitraries.oneOf(text().map(AttributeValue.StringValue::new),
				Arbitraries.of(true, false).map(AttributeValue.BoolValue::new),
				anyLong().map(AttributeValue.LongValue::new), doubles().map(AttributeValue.DoubleValue::new),
				Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(AttributeValue.BytesValue::new),
				Arbitraries.create(AttributeValue.EmptyValue::new));
		if (depth == 0) {
			return scalars;
		}
		return Arbitraries.frequencyOf(Tuple.of(4, scalars),
				Tuple.of(1, values(depth - 1).list().ofMaxSize(3).map(AttributeValue.ArrayValue::new)),
				Tuple.of(1, attributes(values(depth - 1)).map(AttributeValue.MapValue::new)));
	}

	private static Arbitrary<Span> span() {
		Arbitrary<Attributes> attributes = attributes(values(3));
		Arbitrary<Span> identified = Combinators
			.combine(ids().map(TraceId::new), ids().map(SpanId::new), ids().map(SpanId::new).injectNull(0.3), text(),
					Arbitraries.of(SpanKind.class), times(), times(), attributes)
			.as((trace, id, parent, name, kind, start, end, own) -> Span.builder(trace, id, name)
				.parent(parent)
				.kind(kind)
				.time(start, end)
				.attributes(own)
				.build());
		Arbitrary<EntityRef> entityRefs = Combinators
			.combine(text(), text(), text().list().ofMaxSize(2), text().list().ofMaxSize(2))
			.as(EntityRef::new);
		Arbitrary<Resource> resources = Combinators
			.combine(attributes, text(), Arbitraries.integers(), entityRefs.list().ofMaxSize(2))
			.as(Resource::new);
		Arbitrary<Scope> scopes = Combinators.combine(text(), text(), attributes, text(), Arbitraries.integers())
			.as(Scope::new);
		Arbitrary<SpanStatus> statuses = Combinators.combine(Arbitraries.of(SpanStatus.Code.class), text())
			.as(SpanStatus::new);
		Arbitrary<SpanEvent> events = Combinators.combine(text(), times(), attributes, Arbitraries.integers())
			.as(SpanEvent::new);
		Arbitrary<SpanLink> links = Combinators
			.combine(ids().map(TraceId::new), ids().map(SpanId::new), text(), attributes, Arbitraries.integers(),
					Arbitraries.integers())
			.as(SpanLink::new);
		Arbitrary<Span.Dropped> dropped = Combinators
			.combine(Arbitraries.integers(), Arbitraries.integers(), Arbitraries.integers())
			.as(Span.Dropped::new);
		return Combinators
			.combine(identified, resources, scopes, statuses, events.list().ofMaxSize(3), links.list().ofMaxSize(3),
					text(), dropped)
			.as((span, resource, scope, status, eventList, linkList, state, lost) -> span.toBuilder()
				.resource(resource)
				.scope(scope)
				.status(status)
				.events(eventList)
				.links(linkList)
				.traceState(state)
				.flags(lost.links())
				.dropped(lost)
				.build());
	}

	private static Arbitrary<Attributes> attributes(Arbitrary<AttributeValue> values) {
		Arbitrary<String> keys = Arbitraries.frequencyOf(Tuple.of(4, text()),
				Tuple.of(1, Arbitraries.of("$bytes", "$double", "$map", "$", "service.name")));
		return Combinators.combine(keys, values).as(Map::entry).list().ofMaxSize(4).map((entries) -> {
			LinkedHashMap<String, AttributeValue> attributes = new LinkedHashMap<>();
			entries.forEach((entry) -> attributes.put(entry.getKey(), entry.getValue()));
			return Attributes.of(attributes);
		});
	}

	private static Arbitrary<String> text() {
		Arbitrary<String> any = Arbitraries.integers()
			.between(0, Character.MAX_CODE_POINT)
			.filter((point) -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
			.map(Character::toString)
			.list()
			.ofMaxSize(12)
			.map((points) -> String.join("", points));
		return Arbitraries.oneOf(any,
				Arbitraries.of("", "\u0000", "a\u0000b", "😀", "null", "{}", "'; DROP TABLE spans; --", "\uFFFF", "?"));
	}

	private static Arbitrary<String> ids() {
		return Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(32);
	}

	private static Arbitrary<Long> times() {
		return Arbitraries.longs().between(0, Long.MAX_VALUE);
	}

	private static Arbitrary<Long> anyLong() {
		return Arbitraries.longs();
	}

	private static Arbitrary<Double> doubles() {
		return Arbitraries.oneOf(Arbitraries.longs().map(Double::longBitsToDouble), Arbitraries.of(Double.NaN,
				Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e300, Double.MIN_VALUE, 3.0));
	}

}
