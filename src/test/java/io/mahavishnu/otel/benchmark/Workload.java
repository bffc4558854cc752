package io.mahavishnu.otel.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * Traces of a shop, the same ones for the same seed. A kind of trace always has the same
 * operations in the same tree; ids, times and the numbers of orders differ. Not
 * thread-safe.
 */
final class Workload {

	/** 2026-01-01T00:00:00Z. */
	static final long FIRST_EPOCH_NANOS = 1_767_225_600_000_000_000L;

	/** The least number of an order; all have seven digits. */
	static final int ITEMS = 1_000_000;

	private static final long TRACE_INTERVAL_NANOS = 250_000;

	private final WorkloadShape shape;

	private final Random random;

	private final Zipf kinds;

	private final Zipf operations;

	private final long seed;

	private long traces;

	Workload(WorkloadShape shape, long seed) {
		this.shape = shape;
		this.seed = seed;
		this.random = new Random(seed);
		this.kinds = new Zipf(shape.shapes(), shape.skew());
		this.operations = new Zipf(shape.passages(), shape.skew());
	}

	/** One whole trace. */
	ExportTraceServiceRequest trace() {
		return byService(spansOfTrace());
	}

	/** Spans of some traces, as a collector sends them: grouped by service. */
	ExportTraceServiceRequest export(int spans) {
		List<SpanOfService> all = new ArrayList<>();
		while (all.size() < spans) {
			all.addAll(spansOfTrace());
		}
		return byService(all.subList(0, spans));
	}

	/** An operation, drawn as those of the traces are. */
	Operation operation() {
		return new Operation(this.operations.draw(this.random));
	}

	private List<SpanOfService> spansOfTrace() {
		int kind = (this.random.nextDouble() < this.shape.dominantShare()) ? 0 : this.kinds.draw(this.random);
		Random ofKind = new Random(31 * this.seed + kind);
		int count = Math.max(1, this.shape.spansPerTrace() / 2 + ofKind.nextInt(this.shape.spansPerTrace() + 1));
		ByteString traceId = id(16);
		long start = FIRST_EPOCH_NANOS + this.traces++ * TRACE_INTERVAL_NANOS;
		List<ByteString> ids = new ArrayList<>();
		List<SpanOfService> spans = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Operation operation = new Operation(this.operations.draw(ofKind));
			Span.Builder span = operation.span(ITEMS + this.random.nextInt(9 * ITEMS));
			ids.add(id(8));
			if (i > 0) {
				span.setParentSpanId(ids.get(ofKind.nextInt(i)));
			}
			long begin = start + i * 1_000_000L + this.random.nextInt(900_000);
			long end = begin + 100_000L * (count - i) + this.random.nextInt(50_000_000);
			span.setTraceId(traceId).setSpanId(ids.get(i)).setStartTimeUnixNano(begin).setEndTimeUnixNano(end);
			span.getEventsBuilderList().forEach((event) -> event.setTimeUnixNano(end));
			spans.add(new SpanOfService(operation.service(), span.build()));
		}
		return spans;
	}

	private ByteString id(int size) {
		byte[] id = new byte[size];
		this.random.nextBytes(id);
		return UnsafeByteOperations.unsafeWrap(id);
	}

	private static ExportTraceServiceRequest byService(List<SpanOfService> spans) {
		Map<String, ScopeSpans.Builder> scopes = new LinkedHashMap<>();
		spans.forEach((each) -> scopes.computeIfAbsent(each.service(), Workload::scope).addSpans(each.span()));
		ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
		scopes.forEach((service,
				scope) -> request.addResourceSpans(ResourceSpans.newBuilder()
					.setResource(Resource.newBuilder()
						.addAttributes(Operation.text("service.name", service))
						.addAttributes(Operation.text("service.version", "4.2.1"))
						.addAttributes(Operation.text("host.name", service + "-7d9f8"))
						.addAttributes(Operation.text("deployment.environment.name", "production"))
						.addAttributes(Operation.text("telemetry.sdk.language", "java")))
					.addScopeSpans(scope)));
		return request.build();
	}

	private static ScopeSpans.Builder scope(String service) {
		return ScopeSpans.newBuilder()
			.setScope(InstrumentationScope.newBuilder()
				.setName("com.example.instrumentation." + service)
				.setVersion("2.20.0"));
	}

	private record SpanOfService(String service, Span span) {

	}

}
