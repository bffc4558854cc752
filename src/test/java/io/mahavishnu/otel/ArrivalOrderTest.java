package io.mahavishnu.otel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mahavishnu.otel.receive.OtlpMessages;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanStatus;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The four batches of a trace give the same trace and the same hit in whichever order
 * they come, and through whichever transports.
 */
@OtlpServiceTest
class ArrivalOrderTest {

	private static final int BATCHES = 4;

	@Autowired
	private Endpoints endpoints;

	@Test
	void everyOrderOfBatches_givesTheSameTraceAndTheSameHit() {
		List<List<Integer>> orders = permutations(BATCHES);
		assertThat(orders).hasSize(24);
		try (OtlpClient otlp = this.endpoints.otlp()) {
			for (int i = 0; i < orders.size(); i++) {
				for (int batch : orders.get(i)) {
					send(otlp, i, batch);
				}
			}
		}
		this.endpoints.awaitIndexed();

		assertThat(traces(orders.size())).hasSize(1);
		assertThat(hits(orders.size())).hasSize(1);
	}

	/** The distinct traces, apart from their ids. */
	private Set<String> traces(int count) {
		Set<String> distinct = new LinkedHashSet<>();
		for (int i = 0; i < count; i++) {
			JsonNode trace = this.endpoints.client().get("/api/traces/" + traceId(i)).body();
			assertThat(trace.get("span_count").asInt()).isEqualTo(BATCHES);
			assertThat(trace.get("system_id").asString()).isEqualTo("observatory");
			assertThat(trace.get("root_name").asString()).isEqualTo("POST /observations");
			distinct.add(trace.toString().replace(traceId(i).value(), "ID"));
		}
		return distinct;
	}

	/** The distinct hits, apart from their ids. */
	private Set<String> hits(int count) {
		List<JsonNode> results = this.endpoints.client()
			.search("the telescope's dome was stuck in the snow", "&service=observatory&limit=" + count)
			.body()
			.get("results")
			.valueStream()
			.toList();
		assertThat(results).hasSize(count);
		assertThat(results.getFirst().get("matches").valueStream())
			.anyMatch((match) -> match.path("span_name").asString("").equals("open dome"));
		return results.stream().map((result) -> {
			String id = result.get("trace_id").asString();
			// The score of a fused hit tells its rank, too, and equal hits have an order.
			((ObjectNode) result).remove("score");
			return result.toString().replace(id, "ID");
		}).collect(Collectors.toSet());
	}

	/** Each trace uses the transports in another turn. */
	private void send(OtlpClient otlp, int trace, int batch) {
		switch ((trace + batch) % 3) {
			case 0 -> assertThat(otlp.http(OtlpMessages.request(List.of(span(traceId(trace), batch)))).statusCode())
				.isEqualTo(200);
			case 1 -> otlp.grpc(OtlpMessages.request(List.of(span(traceId(trace), batch))));
			default -> assertThat(
					this.endpoints.client().post("/api/traces?wait=false", simpleJson(traceId(trace), batch)).status())
				.isEqualTo(202);
		}
	}

	private static Span span(TraceId trace, int batch) {
		return switch (batch) {
			case 0 -> Span.builder(trace, spanId(0), "POST /observations")
				.kind(SpanKind.SERVER)
				.time(start(0), start(400))
				.resource(new Resource(Attributes.of(Span.SERVICE_NAME, "observatory"), "", 0))
				.build();
			case 1 -> Span.builder(trace, spanId(1), "open dome")
				.parent(spanId(0))
				.kind(SpanKind.CLIENT)
				.time(start(10), start(90))
				.status(new SpanStatus(SpanStatus.Code.ERROR, "the dome does not turn: too much snow lies on it"))
				.resource(new Resource(Attributes.of(Span.SERVICE_NAME, "dome"), "", 0))
				.build();
			// Without a start of its own: it takes the trace's earliest.
			case 2 -> Span.builder(trace, spanId(2), "notify astronomer").parent(spanId(0)).build();
			default -> Span.builder(trace, spanId(3), "close shutter")
				.parent(spanId(1))
				.time(start(10), start(20))
				.attributes(Attributes.of("messaging.destination.name", "shutters"))
				.build();
		};
	}

	private static String simpleJson(TraceId trace, int batch) {
		Span span = span(trace, batch);
		StringBuilder json = new StringBuilder(
				"{\"trace_id\":\"" + trace + "\",\"system_id\":\"not-this\",\"spans\":[{");
		json.append("\"span_id\":\"").append(span.spanId()).append("\",\"name\":\"").append(span.name()).append('"');
		if (span.parentSpanId() != null) {
			json.append(",\"parent_span_id\":\"").append(span.parentSpanId()).append('"');
		}
		if (span.startEpochNanos() > 0) {
			json.append(",\"start_time\":").append(span.startEpochNanos());
			json.append(",\"end_time\":").append(span.endEpochNanos());
		}
		json.append(",\"kind\":").append(span.kind().number());
		json.append(",\"status\":{\"code\":").append(span.status().code().number());
		json.append(",\"message\":\"").append(span.status().message()).append("\"}");
		span.attributes().values().forEach((key, value) -> attribute(json, "attributes", key, value.asText()));
		span.resource().attributes().values().forEach((key, value) -> attribute(json, "resource", key, value.asText()));
		return json.append("}]}").toString();
	}

	private static void attribute(StringBuilder json, String field, String key, String value) {
		json.append(",\"").append(field).append("\":{\"").append(key).append("\":\"").append(value).append("\"}");
	}

	private static TraceId traceId(int trace) {
		return new TraceId("%032x".formatted(0xA0000 + trace));
	}

	private static SpanId spanId(int span) {
		return new SpanId("%016x".formatted(span + 1));
	}

	private static long start(int millis) {
		return SampleTraces.EPOCH_NANOS + millis * 1_000_000L;
	}

	private static List<List<Integer>> permutations(int size) {
		List<List<Integer>> permutations = new ArrayList<>(List.of(List.of()));
		for (int next = 0; next < size; next++) {
			List<List<Integer>> longer = new ArrayList<>();
			for (List<Integer> shorter : permutations) {
				for (int at = 0; at <= shorter.size(); at++) {
					List<Integer> with = new ArrayList<>(shorter);
					with.add(at, next);
					longer.add(Collections.unmodifiableList(with));
				}
			}
			permutations = longer;
		}
		return permutations;
	}

}
