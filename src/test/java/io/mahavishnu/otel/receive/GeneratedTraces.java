package io.mahavishnu.otel.receive;

import java.util.LinkedHashMap;
import java.util.List;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EntityRef;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Traces of every kind that OTLP can carry. */
final class GeneratedTraces {

	private static final String DIGITS = "0123456789abcdef";

	private GeneratedTraces() {
	}

	static Arbitrary<Trace> traces() {
		return ids(32).flatMap((id) -> spans(new TraceId(id)).list().ofMinSize(1).ofMaxSize(4)).map((spans) -> {
			List<ReceivedSpan> received = spans.stream().map((span) -> new ReceivedSpan(span, null, 1)).toList();
			return Trace.of(spans.getFirst().traceId(), received, SystemNaming.AS_SENT);
		});
	}

	private static Arbitrary<Span> spans(TraceId traceId) {
		Arbitrary<Span> plain = Combinators
			.combine(ids(16), texts(), Arbitraries.of(SpanKind.class), times(), times(), statuses(), attributes())
			.as((id, name, kind, start, end, status, attributes) -> Span.builder(traceId, new SpanId(id), name)
				.kind(kind)
				.time(start, end)
				.status(status)
				.attributes(attributes)
				.build());
		Arbitrary<Span> surrounded = Combinators.combine(plain, resources(), scopes(), ids(16).injectNull(0.3))
			.as((span, resource, scope, parent) -> span.toBuilder()
				.resource(resource)
				.scope(scope)
				.parent((parent != null) ? new SpanId(parent) : null)
				.build());
		return Combinators
			.combine(surrounded, events().list().ofMaxSize(2), links().list().ofMaxSize(2), texts(),
					Arbitraries.integers(), Arbitraries.integers())
			.as((span, events, links, state, flags, dropped) -> span.toBuilder()
				.events(events)
				.links(links)
				.traceState(state)
				.flags(flags)
				.dropped(new Span.Dropped(dropped, 0, -dropped))
				.build());
	}

	private static Arbitrary<SpanEvent> events() {
		return Combinators.combine(texts(), times(), attributes(), Arbitraries.integers()).as(SpanEvent::new);
	}

	private static Arbitrary<SpanLink> links() {
		return Combinators
			.combine(ids(32), ids(16), texts(), attributes(), Arbitraries.integers(), Arbitraries.integers())
			.as((trace, span, state, attributes, dropped, flags) -> new SpanLink(new TraceId(trace), new SpanId(span),
					state, attributes, dropped, flags));
	}

	private static Arbitrary<Resource> resources() {
		return Combinators.combine(attributes(), texts(), Arbitraries.integers(), entityRefs().list().ofMaxSize(2))
			.as(Resource::new);
	}

	private static Arbitrary<EntityRef> entityRefs() {
		return Combinators.combine(texts(), texts(), texts().list().ofMaxSize(2), texts().list().ofMaxSize(2))
			.as(EntityRef::new);
	}

	private static Arbitrary<Scope> scopes() {
		return Combinators.combine(texts(), texts(), attributes(), texts(), Arbitraries.integers()).as(Scope::new);
	}

	private static Arbitrary<SpanStatus> statuses() {
		return Combinators.combine(Arbitraries.of(SpanStatus.Code.class), texts()).as(SpanStatus::new);
	}

	private static Arbitrary<Attributes> attributes() {
		return attributes(values(2));
	}

	private static Arbitrary<Attributes> attributes(Arbitrary<AttributeValue> values) {
		return Arbitraries.maps(texts(), values).ofMaxSize(3).map((map) -> Attributes.of(new LinkedHashMap<>(map)));
	}

	private static Arbitrary<AttributeValue> values(int depth) {
		Arbitrary<AttributeValue> scalars = Arbitraries.oneOf(texts().map(AttributeValue.StringValue::new),
				Arbitraries.of(true, false).map(AttributeValue.BoolValue::new),
				Arbitraries.longs().map(AttributeValue.LongValue::new),
				Arbitraries.doubles().map(AttributeValue.DoubleValue::new),
				Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -0.0)
					.map(AttributeValue.DoubleValue::new),
				Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(AttributeValue.BytesValue::new),
				Arbitraries.just(new AttributeValue.EmptyValue()));
		if (depth == 0) {
			return scalars;
		}
		return Arbitraries.oneOf(scalars, scalars,
				values(depth - 1).list().ofMaxSize(3).map(AttributeValue.ArrayValue::new),
				attributes(values(depth - 1)).map(AttributeValue.MapValue::new));
	}

	/** Whole characters only, from U+0000 to emoji. */
	private static Arbitrary<String> texts() {
		return Arbitraries.oneOf(Arbitraries.strings().alpha().ofMaxLength(6),
				Arbitraries.integers()
					.between(0, Character.MAX_CODE_POINT)
					.filter((point) -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
					.map(Character::toString)
					.list()
					.ofMaxSize(4)
					.map((points) -> String.join("", points)));
	}

	private static Arbitrary<Long> times() {
		return Arbitraries.longs().between(0, Long.MAX_VALUE);
	}

	private static Arbitrary<String> ids(int length) {
		return Arbitraries.strings().withChars(DIGITS).ofLength(length).filter((id) -> !id.matches("0+"));
	}

}
