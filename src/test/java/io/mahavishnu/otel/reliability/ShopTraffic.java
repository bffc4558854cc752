package io.mahavishnu.otel.reliability;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/**
 * Traces as a shop of twenty services makes them: ten spans each, of fifty kinds of
 * requests and two hundred operations, one request of fifty failed; ids, numbers, times
 * and hosts differ from span to span. The same number always gives the same trace.
 */
final class ShopTraffic {

	/** Spans of a trace. */
	static final int SPANS = 10;

	private static final int KINDS = 50;

	private static final int SERVICES = 20;

	private static final int FAILED = 50;

	private static final long START_EPOCH_NANOS = 1_767_225_600_000_000_000L;

	private static final List<String> NOUNS = List.of("order", "product", "price", "voucher", "parcel", "invoice",
			"customer", "address", "payment", "refund", "stock", "supplier", "review", "basket", "category", "booking",
			"newsletter", "warehouse", "delivery", "account");

	private static final List<String> VERBS = List.of("find", "list", "create", "update", "delete", "reserve", "cancel",
			"confirm", "print", "archive");

	private static final List<String> FAILURES = List.of("the credit card was declined by the bank",
			"the upstream service did not answer in time", "no stock is left", "the voucher has expired",
			"the address could not be found");

	private ShopTraffic() {
	}

	/** The id of a trace, 32 hex digits. */
	static String traceId(long number) {
		return String.format("%016x%016x", number * 0x9E3779B97F4A7C15L | 1, number + 1);
	}

	/** A word that only one trace has. */
	static String word(long number) {
		return "ref-" + number + "x" + Long.toHexString(number * 0x9E3779B97F4A7C15L);
	}

	/** Some traces as one export. */
	static ExportTraceServiceRequest export(long first, int count) {
		ExportTraceServiceRequest.Builder export = ExportTraceServiceRequest.newBuilder();
		for (long number = first; number < first + count; number++) {
			add(export, number);
		}
		return export.build();
	}

	private static void add(ExportTraceServiceRequest.Builder export, long number) {
		Random random = new Random(number);
		int kind = random.nextInt(KINDS);
		boolean failed = random.nextInt(FAILED) == 0;
		for (int i = 0; i < SPANS; i++) {
			int service = (kind + i / 3) % SERVICES;
			export.addResourceSpans(ResourceSpans.newBuilder()
				.setResource(Resource.newBuilder()
					.addAttributes(text("service.name", NOUNS.get(service) + "-service"))
					.addAttributes(text("service.version", "3.1." + service))
					.addAttributes(text("host.name", "node-" + random.nextInt(12))))
				.addScopeSpans(ScopeSpans.newBuilder().addSpans(span(number, kind, i, failed && i > 6, random))));
		}
	}

	private static Span span(long number, int kind, int i, boolean failed, Random random) {
		String noun = NOUNS.get((kind + i / 3) % SERVICES);
		String verb = VERBS.get((kind + i) % VERBS.size());
		long start = START_EPOCH_NANOS + number * 1_000_000 + i * 500_000L + random.nextInt(400_000);
		Span.Builder span = Span.newBuilder()
			.setTraceId(ByteString.fromHex(traceId(number)))
			.setSpanId(id(i + 1))
			.setName(verb + " " + noun)
			.setKind((i % 3 == 0) ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
			.setStartTimeUnixNano(start)
			.setEndTimeUnixNano(start + (SPANS - i) * 1_000_000L + random.nextInt(900_000))
			.addAttributes(text("http.route", "/" + noun + "s/{id}/" + verb))
			.addAttributes(text("url.path", "/" + noun + "s/" + random.nextInt(1_000_000) + "/" + verb))
			.addAttributes(number("http.response.status_code", failed ? 500 : 200))
			.addAttributes(text("thread.name", "worker-" + random.nextInt(64)));
		if (i > 0) {
			span.setParentSpanId(id(i / 2 + 1));
		}
		else {
			span.addAttributes(text("order.id", word(number)));
		}
		if (i % 3 == 2) {
			span.addAttributes(text("db.query.text", "SELECT id, name FROM " + noun + " WHERE id = ? AND state = ?"));
		}
		if (failed) {
			span.setStatus(Status.newBuilder()
				.setCode(Status.StatusCode.STATUS_CODE_ERROR)
				.setMessage(FAILURES.get(random.nextInt(FAILURES.size()))));
		}
		return span.build();
	}

	private static ByteString id(long value) {
		return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
	}

	private static KeyValue text(String key, String value) {
		return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
	}

	private static KeyValue number(String key, long value) {
		return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value)).build();
	}

}
