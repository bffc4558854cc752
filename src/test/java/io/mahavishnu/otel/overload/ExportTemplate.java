package io.mahavishnu.otel.overload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * One export of one trace in protobuf, of which only the trace's id is changed, so that
 * to make an export costs the sender nearly nothing. Thread-safe.
 */
final class ExportTemplate {

	private static final byte[] PLACE = "<- trace id ->..".getBytes(StandardCharsets.US_ASCII);

	private static final long START_NANOS = 1_704_067_200_000_000_000L;

	private static final List<String> NAMES = List.of("GET /products", "POST /checkout", "SELECT orders",
			"PaymentService/Authorize", "send confirmation mail");

	private final byte[] bytes;

	private final List<Integer> places = new ArrayList<>();

	private final int spans;

	ExportTemplate(int spans) {
		this.spans = spans;
		this.bytes = message(spans).toByteArray();
		for (int at = 0; at + PLACE.length <= this.bytes.length; at++) {
			if (Arrays.equals(this.bytes, at, at + PLACE.length, PLACE, 0, PLACE.length)) {
				this.places.add(at);
			}
		}
	}

	/** How many spans an export has. */
	int spans() {
		return this.spans;
	}

	/** How many bytes an export has. */
	int size() {
		return this.bytes.length;
	}

	/** The id of a trace, in hexadecimal. */
	static String traceId(int sender, int export) {
		return HexFormat.of().formatHex(idOf(sender, export));
	}

	/** An export of its own trace. */
	byte[] export(int sender, int export) {
		byte[] id = idOf(sender, export);
		byte[] copy = this.bytes.clone();
		this.places.forEach((place) -> System.arraycopy(id, 0, copy, place, id.length));
		return copy;
	}

	private static byte[] idOf(int sender, int export) {
		return ByteBuffer.allocate(PLACE.length).putLong(sender + 1L).putLong(export + 1L).array();
	}

	private static ExportTraceServiceRequest message(int spans) {
		ScopeSpans.Builder scope = ScopeSpans.newBuilder();
		for (int i = 0; i < spans; i++) {
			scope.addSpans(span(i));
		}
		return ExportTraceServiceRequest.newBuilder()
			.addResourceSpans(ResourceSpans.newBuilder()
				.setResource(Resource.newBuilder().addAttributes(attribute("service.name", "overload")))
				.addScopeSpans(scope))
			.build();
	}

	private static Span span(int number) {
		return Span.newBuilder()
			.setTraceId(ByteString.copyFrom(PLACE))
			.setSpanId(ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(0, number + 1L)))
			.setName(NAMES.get(number % NAMES.size()))
			.setKind(Span.SpanKind.SPAN_KIND_SERVER)
			.setStartTimeUnixNano(START_NANOS + number)
			.setEndTimeUnixNano(START_NANOS + number + 1_000_000)
			.addAttributes(attribute("http.route", "/products/{id}"))
			.addAttributes(attribute("db.query.text", "SELECT id, title, price FROM products WHERE id = ?"))
			.addAttributes(attribute("order.id", "order-" + number))
			.build();
	}

	private static KeyValue attribute(String key, String value) {
		return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
	}

}
