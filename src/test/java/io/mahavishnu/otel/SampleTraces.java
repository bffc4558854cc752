package io.mahavishnu.otel;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small traces as simple JSON. */
public final class SampleTraces {

	/** 2024-01-01T00:00:00Z in nanoseconds. */
	public static final long EPOCH_NANOS = 1_704_067_200_000_000_000L;

	private SampleTraces() {
	}

	/** A checkout whose payment fails. */
	public static String checkout(String id) {
		return """
				{"trace_id":"%s","spans":[
				{"span_id":"1","name":"POST /checkout","start_time":%d,"duration_ms":120,"kind":"SERVER",
				 "attributes":{"service.name":"frontend","http.route":"/checkout"}},
				{"span_id":"2","parent_span_id":"1","name":"PaymentService/Authorize","start_time":%d,"duration_ms":80,
				 "kind":"CLIENT","status":{"code":"ERROR","message":"the credit card was declined by the bank"},
				 "attributes":{"service.name":"payment","order.id":"order-%s"}}]}"""
			.formatted(id, EPOCH_NANOS, EPOCH_NANOS + 20_000_000, id)
			.replace("\n", "");
	}

	/** A search of a catalogue that succeeds. */
	public static String catalogue(String id) {
		return """
				{"trace_id":"%s","spans":[{"span_id":"1","name":"GET /products","start_time":%d,"duration_ms":15,
				 "kind":"SERVER","attributes":{"service.name":"catalogue","db.query.text":"SELECT name, price FROM products"}}]}"""
			.formatted(id, EPOCH_NANOS + 1_000_000_000)
			.replace("\n", "");
	}

	/**
	 * Three exports, the later the shorter, of which the last exports little, and one
	 * that has its service and its rows on different spans.
	 */
	static String exports() {
		return IntStream.rangeClosed(1, 4)
			.mapToObj((i) -> """
					{"trace_id":"export-%d","spans":[
					{"span_id":"1","name":"export rows","start_time":%d,"duration_ms":%d,"kind":"SERVER",
					 "attributes":{"service.name":"%s","rows":%d}},
					{"span_id":"2","name":"export rows","start_time":%d,"duration_ms":1,
					 "attributes":{"service.name":"exporter"}}]}"""
				.formatted(i, EPOCH_NANOS + i, 10 - i, (i == 4) ? "other" : "exporter", (i == 3) ? 99 : 1000 / i,
						EPOCH_NANOS + i)
				.replace("\n", ""))
			.collect(Collectors.joining("\n"));
	}

	/** Many checkouts, one a line. */
	public static String checkouts(String prefix, int count) {
		return IntStream.range(0, count).mapToObj((i) -> checkout(prefix + i)).collect(Collectors.joining("\n"));
	}

}
