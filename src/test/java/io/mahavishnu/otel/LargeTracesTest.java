package io.mahavishnu.otel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mahavishnu.otel.receive.OtlpMessages;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanBuilder;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.TraceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces that are larger or odder than most, over OTLP, at the default limits. */
@OtlpServiceTest
class LargeTracesTest {

	@Autowired
	private Endpoints endpoints;

	private OtlpClient otlp;

	private ServiceClient client;

	@BeforeEach
	void connect() {
		this.otlp = this.endpoints.otlp();
		this.client = this.endpoints.client();
	}

	@AfterEach
	void disconnect() {
		this.otlp.close();
	}

	@Test
	void aTraceOfAHundredThousandSpans_isReadWhole_andFound() {
		TraceId id = traceId(1);
		int spans = 100_000;
		send(IntStream.range(0, spans).mapToObj((i) -> {
			String name = (i == 77_777) ? "the violin's string broke in the second movement" : "play bar " + i % 50;
			return span(id, i + 1, name).build();
		}).toList());
		this.endpoints.awaitIndexed();

		JsonNode trace = this.client.get("/api/traces/" + id).body();
		assertThat(trace.get("span_count").asInt()).isEqualTo(spans);
		assertThat(trace.get("spans")).hasSize(spans);
		assertThat(trace.at("/spans/99999/span_id").asString()).isEqualTo("%016x".formatted(spans));
		JsonNode hit = this.client.search("a musical instrument was damaged", "&limit=1&service=orchestra").body();
		assertThat(hit.at("/results/0/trace_id").asString()).isEqualTo(id.value());
		assertThat(hit.at("/results/0/matches/0/span_id").asString()).isEqualTo("%016x".formatted(77_778));
		this.client.delete("/api/traces/" + id);
	}

	@Test
	void anAttributeOfAMegabyte_isCutAtTheLimitAndCounted() {
		TraceId id = traceId(2);
		double cut = cut("attribute-length");
		send(List.of(span(id, 1, "tune").attributes(Attributes.of("score", "x".repeat(1 << 20))).build()));

		assertThat(cut("attribute-length") - cut).isEqualTo(1);
		assertThat(this.client.get("/api/traces/" + id).body().at("/spans/0/attributes/score").asString())
			.hasSize(262_144);
	}

	@Test
	void tenThousandAttributes_areCutAtTheLimitAndCounted() {
		TraceId id = traceId(3);
		double cut = cut("\"attributes\"");
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		IntStream.range(0, 10_000).forEach((i) -> attributes.put("note." + i, new AttributeValue.LongValue(i)));
		send(List.of(span(id, 1, "tune").attributes(Attributes.of(attributes)).build()));

		assertThat(cut("\"attributes\"") - cut).isEqualTo(10_000 - 1024);
		JsonNode otlp = this.client.get("/api/traces/" + id + "?format=otlp").body();
		JsonNode span = otlp.at("/resourceSpans/0/scopeSpans/0/spans/0");
		assertThat(span.get("attributes")).hasSize(1024);
		assertThat(span.get("droppedAttributesCount").asInt()).isEqualTo(10_000 - 1024);
	}

	@Test
	void linksToOtherTraces_areKept_andThoseTracesStayTheirOwn() {
		TraceId id = traceId(4);
		TraceId other = traceId(5);
		SpanLink toTheOther = new SpanLink(other, new SpanId("%016x".formatted(1)), "a=b",
				Attributes.of("why", "encore"), 0, 1);
		SpanLink toNothing = new SpanLink(traceId(6), new SpanId("%016x".formatted(1)), "", Attributes.EMPTY, 0, 0);
		send(List.of(span(id, 1, "tune").links(List.of(toTheOther, toNothing)).build(),
				span(other, 1, "bow to the audience").build()));

		JsonNode links = this.client.get("/api/traces/" + id).body().at("/spans/0/links");
		assertThat(links).hasSize(2);
		assertThat(links.at("/0/trace_id").asString()).isEqualTo(other.value());
		assertThat(links.at("/0/attributes/why").asString()).isEqualTo("encore");
		assertThat(this.client.get("/api/traces/" + other).body().get("span_count").asInt()).isEqualTo(1);
		assertThat(this.client.get("/api/traces/" + traceId(6)).status()).isEqualTo(404);
	}

	@Test
	void aTraceInFiftyPieces_isIndexedAFewTimes() {
		this.endpoints.awaitIndexed();
		double indexed = this.client.metric("mahavishnu_index_traces_total", "");
		TraceId id = traceId(7);
		IntStream.rangeClosed(1, 50).forEach((i) -> send(List.of(span(id, i, "play bar " + i).build())));
		this.endpoints.awaitIndexed();

		assertThat(this.client.get("/api/traces/" + id).body().get("span_count").asInt()).isEqualTo(50);
		// The quiet period doubles from 1 s: six times are a minute.
		assertThat(this.client.metric("mahavishnu_index_traces_total", "") - indexed).isBetween(1.0, 6.0);
	}

	private void send(List<Span> spans) {
		assertThat(this.otlp.http(OtlpMessages.request(spans)).statusCode()).isEqualTo(200);
	}

	private double cut(String limit) {
		return this.client.metric("mahavishnu_ingest_cut_total", limit);
	}

	private static SpanBuilder span(TraceId trace, int number, String name) {
		return Span.builder(trace, new SpanId("%016x".formatted(number)), name)
			.time(SampleTraces.EPOCH_NANOS + number, SampleTraces.EPOCH_NANOS + number + 1)
			.resource(new Resource(Attributes.of(Span.SERVICE_NAME, "orchestra"), "", 0));
	}

	private static TraceId traceId(int number) {
		return new TraceId("%032x".formatted(0xC0000 + number));
	}

}
