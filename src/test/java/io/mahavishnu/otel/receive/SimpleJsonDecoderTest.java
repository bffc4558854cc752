package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mahavishnu.otel.ingest.TraceSubmission;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SimpleJsonDecoderTest {

	private static final long START = 1_704_067_200_000_000_000L;

	@Test
	void decode_readsEveryField() {
		Span span = decode("""
				{"spans": [{"span_id": "B7AD6B7169203331", "parent_span_id": "p", "name": "GET /",
				  "start_time": "2024-01-01T00:00:00.000000001Z", "end_time": 1704067201, "kind": "server",
				  "status": {"code": "error", "message": "no"},
				  "attributes": {"a": 1, "b": 1.0, "c": [true, null, {"d": "e"}], "f": {"$bytes": "AAE="}},
				  "resource": {"service.name": "shop"}, "scope": {"name": "lib", "version": "2"},
				  "events": [{"name": "e", "time": 1704067200.5, "attributes": {"x": "y"}}],
				  "links": [{"trace_id": "T", "span_id": "S", "trace_state": "k=v", "flags": 1,
				    "attributes": {"l": false}}],
				  "trace_state": "a=b", "flags": 257, "unknown": {"deep": [1, {"er": 2}]}}],
				 "also_unknown": [[]], "trace_id": "5B8EFFF798038103D269B633813FC60C"}""").spans().getFirst();

		assertThat(span)
			.isEqualTo(Span
				.builder(new TraceId("5b8efff798038103d269b633813fc60c"), new SpanId("b7ad6b7169203331"), "GET /")
				.parent(new SpanId("p"))
				.kind(SpanKind.SERVER)
				.time(START + 1, START + 1_000_000_000)
				.status(new SpanStatus(SpanStatus.Code.ERROR, "no"))
				.attributes(Attributes.of(Map.of("a", new AttributeValue.LongValue(1), "b",
						new AttributeValue.DoubleValue(1), "c",
						new AttributeValue.ArrayValue(List.of(new AttributeValue.BoolValue(true),
								new AttributeValue.EmptyValue(), new AttributeValue.MapValue(Attributes.of("d", "e")))),
						"f", new AttributeValue.BytesValue(new byte[] { 0, 1 }))))
				.resource(new Resource(Attributes.of("service.name", "shop"), "", 0))
				.scope(Scope.of("lib", "2"))
				.events(List.of(new SpanEvent("e", START + 500_000_000, Attributes.of("x", "y"), 0)))
				.links(List.of(new SpanLink(new TraceId("T"), new SpanId("S"), "k=v",
						Attributes.of(Map.of("l", new AttributeValue.BoolValue(false))), 0, 1)))
				.traceState("a=b")
				.flags(257)
				.build());
	}

	@Test
	void decode_takesTheCallersSystem_andNoneWhenItIsBlank() {
		assertThat(decode("{\"trace_id\":\"a\",\"system_id\":\"shop\",\"spans\":[{}]}").systemId()).isEqualTo("shop");
		assertThat(decode("{\"trace_id\":\"a\",\"system_id\":\" \",\"spans\":[{}]}").systemId()).isNull();
	}

	@Test
	void decode_leavesOut_whatIsNull() {
		Span span = spanOf("""
				"span_id":"s","parent_span_id":null,"name":null,"start_time":null,"end_time":null,"duration_ms":null,
				"kind":null,"status":null,"attributes":null,"resource":null,"scope":null,"events":null,"links":null,
				"trace_state":null,"flags":null""");

		assertThat(span).isEqualTo(Span.builder(new TraceId("t"), new SpanId("s"), "").build());
	}

	@Test
	void decode_takesTheLast_whenAFieldComesTwice() {
		assertThat(spanOf("\"name\":\"first\",\"name\":\"second\"").name()).isEqualTo("second");
		assertThat(spanOf("\"attributes\":{\"k\":1,\"k\":2}").attributes().get("k"))
			.isEqualTo(new AttributeValue.LongValue(2));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', delimiter = '|',
			value = { "'start_time':1704067200,'duration_ms':1.5 | 0 | 1500000",
					"'start_time':1704067200,'end_time':1704067201,'duration_ms':1.5 | 0 | 1000000000",
					"'end_time':1704067200,'duration_ms':1000 | -1000000000 | 0",
					"'start_time':'1704067200','end_time':'2024-01-01T00:00:00Z' | 0 | 0" })
	void decode_givesTheMissingTime_fromTheDuration(String fields, long start, long end) {
		Span span = spanOf(fields.replace('\'', '"'));

		assertThat(span.startEpochNanos()).isEqualTo(START + start);
		assertThat(span.endEpochNanos()).isEqualTo(START + end);
	}

	@ParameterizedTest
	@CsvSource({ "'SERVER', SERVER", "'client', CLIENT", "'SPAN_KIND_PRODUCER', PRODUCER", "5, CONSUMER", "1, INTERNAL",
			"99, UNSPECIFIED", "'', UNSPECIFIED" })
	void decode_readsKinds_byNameAndByNumber(String kind, SpanKind expected) {
		boolean number = !kind.isEmpty() && Character.isDigit(kind.charAt(0));
		assertThat(spanOf("\"kind\":" + (number ? kind : '"' + kind + '"')).kind()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', delimiter = '|',
			value = { "'ok' | OK", "'STATUS_CODE_ERROR' | ERROR", "2 | ERROR", "{'code':1} | OK",
					"{'code':'UNSET'} | UNSET", "{} | UNSET", "{'code':77} | UNSET",
					"{'code':null,'message':null} | UNSET" })
	void decode_readsStatuses_inEveryForm(String status, SpanStatus.Code expected) {
		assertThat(spanOf("\"status\":" + status.replace('\'', '"')).status().code()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', delimiter = '|', value = { "[] | the JSON must be an object",
			"'x' | must be an object", "{'spans':[{}]} | trace_id is missing",
			"{'trace_id':null,'spans':[{}]} | trace_id is missing",
			"{'trace_id':17,'spans':[{}]} | trace_id must be a string but is 17",
			"{'trace_id':'a b','spans':[{}]} | trace_id: trace_id must be 1 to 128",
			"{'trace_id':'','spans':[{}]} | trace_id must be 1 to 128",
			"{'trace_id':'search','spans':[{}]} | must not be \"search\"",
			"{'trace_id':'..','spans':[{}]} | must not be \"..\"", "{'trace_id':'a'} | spans is missing",
			"{'trace_id':'a','spans':null} | spans is missing", "{'trace_id':'a','spans':[]} | spans is empty",
			"{'trace_id':'a','spans':{}} | spans must be an array but is an object",
			"{'trace_id':'a','spans':[{},null]} | spans[1] must be an object but is null",
			"{'trace_id':'a','spans':[{},{},{},{'start_time':'yesterday'}]} | spans[3].start_time \"yesterday\" is not a time",
			"{'trace_id':'a','spans':[{'start_time':-1}]} | spans[0].start_time -1 is not a time from 1970",
			"{'trace_id':'a','spans':[{'start_time':{}}]} | spans[0].start_time must be a time but is an object",
			"{'trace_id':'a','spans':[{'duration_ms':-1}]} | spans[0].duration_ms must be 0 to",
			"{'trace_id':'a','spans':[{'name':{}}]} | spans[0].name must be a string but is an object",
			"{'trace_id':'a','spans':[{'kind':'BOSS'}]} | spans[0].kind must be INTERNAL",
			"{'trace_id':'a','spans':[{'status':{'code':'BAD'}}]} | spans[0].status.code must be OK",
			"{'trace_id':'a','spans':[{'attributes':[]}]} | spans[0].attributes must be an object but is an array",
			"{'trace_id':'a','spans':[{'attributes':{'k':9223372036854775808}}]} | spans[0].attributes.k: the integer",
			"{'trace_id':'a','spans':[{'name':'\\ud800'}]} | spans[0].name holds half of a surrogate pair",
			"{'trace_id':'a','spans':[{'span_id':'a b'}]} | spans[0].span_id: span_id must be",
			"{'trace_id':'a','spans':[{'flags':1.5}]} | spans[0].flags must be an integer",
			"{'trace_id':'a','spans':[{'events':[{},{'time':'x'}]}]} | spans[0].events[1].time \"x\"",
			"{'trace_id':'a','spans':[{'links':[{'trace_id':'t'}]}]} | spans[0].links[0] must have a trace_id and a span_id" })
	void decode_saysWhatIsWrongAndWhere(String json, String detail) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> decode(json.replace('\'', '"')))
			.satisfies((problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.INVALID_TRACE);
				assertThat(problem.detail()).contains(detail);
			});
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', delimiter = '|',
			value = { "~~ | empty", "{ | not JSON", "{'trace_id':NaN} | not JSON",
					"{'trace_id':'a','spans':[{}]} x | not JSON",
					"{'trace_id':'a','spans':[{}]} {} | goes on after the trace",
					"{'trace_id':'a','spans':[{'attributes':{'\\udc00':1}}]} | surrogate in property name (DC00)",
					"{'trace_id':'a','spans':[{'name': | line 1", "tru | not JSON" })
	void decode_saysWhereTheJsonBreaks(String json, String detail) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> decode(json.replace('\'', '"')))
			.satisfies((problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
				assertThat(problem.detail()).contains(detail);
			});
	}

	@Test
	void decode_refuses_whatIsNoUtf8() {
		byte[] json = "{\"trace_id\":\"a\",\"spans\":[{\"name\":\"?\"}]}".getBytes(StandardCharsets.UTF_8);
		json[json.length - 5] = (byte) 0xC0;

		assertThatExceptionOfType(TraceProblem.class)
			.isThrownBy(() -> SimpleJsonDecoder.decode(new ByteArrayInputStream(json), RequestSize.unlimited()))
			.satisfies((problem) -> assertThat(problem.detail()).isEqualTo("the body is not JSON: it is not UTF-8"));
	}

	@Test
	void decode_takesNestingUpTo100_andNoDeeper() {
		// The trace, its spans, the span and its attributes are four levels.
		assertThat(spanOf("\"attributes\":{\"k\":" + "[".repeat(96) + "]".repeat(96) + "}").attributes().size())
			.isOne();
		assertThatExceptionOfType(TraceProblem.class)
			.isThrownBy(() -> spanOf("\"attributes\":{\"k\":" + "[".repeat(97) + "]".repeat(97) + "}"));
	}

	@Test
	void decode_takesNumbersUpTo1000Digits_andNoLonger() {
		assertThat(spanOf("\"attributes\":{\"k\":0." + "1".repeat(900) + "}").attributes().size()).isOne();
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(() -> spanOf("\"x\":" + "1".repeat(1001)));
	}

	@Test
	void decode_derivesTheSameIdsAgain_whenSpansHaveNone() {
		String json = "{\"trace_id\":\"t\",\"spans\":[{\"name\":\"a\",\"attributes\":{\"x\":1,\"y\":2}},{\"name\":\"a\","
				+ "\"attributes\":{\"x\":1,\"y\":2}},{\"name\":\"b\"}]}";
		String reordered = json.replace("\"x\":1,\"y\":2", "\"y\":2,\"x\":1");

		List<SpanId> ids = ids(json);

		assertThat(ids).doesNotHaveDuplicates().allMatch(SpanId::isOtel);
		assertThat(ids(json)).isEqualTo(ids);
		assertThat(ids(reordered)).isEqualTo(ids);
	}

	@Test
	void decode_derivesOtherIds_whenAnythingOfASpanDiffers() {
		List<String> spans = List.of("", "\"name\":\"a\"", "\"name\":\"b\"", "\"kind\":1", "\"start_time\":1",
				"\"end_time\":1", "\"status\":\"OK\"", "\"status\":{\"message\":\"m\"}", "\"attributes\":{\"a\":1}",
				"\"attributes\":{\"a\":1.0}", "\"attributes\":{\"a\":\"1\"}", "\"attributes\":{\"a\":[1]}",
				"\"attributes\":{\"a\":true}", "\"attributes\":{\"a\":null}", "\"resource\":{\"a\":1}",
				"\"scope\":{\"name\":\"a\"}", "\"scope\":{\"version\":\"a\"}", "\"events\":[{}]",
				"\"events\":[{\"name\":\"a\"}]", "\"links\":[{\"trace_id\":\"a\",\"span_id\":\"b\"}]",
				"\"trace_state\":\"a\"", "\"flags\":1", "\"parent_span_id\":\"a\"");

		assertThat(spans.stream().map((fields) -> spanOf(fields).spanId()).toList()).doesNotHaveDuplicates();
	}

	@Test
	void decode_readsAHundredThousandSpans() {
		String spans = IntStream.range(0, 100_000)
			.mapToObj((i) -> "{\"name\":\"s" + i % 10 + "\"}")
			.collect(Collectors.joining(","));

		List<SpanId> ids = ids("{\"trace_id\":\"t\",\"spans\":[" + spans + "]}");

		Set<SpanId> distinct = new HashSet<>(ids);
		assertThat(distinct).hasSize(100_000);
	}

	@Property(tries = 2000)
	void decode_throwsNothingButProblems(@ForAll("jsonLike") String text) {
		try {
			decode(text);
		}
		catch (TraceProblem expected) {
			assertThat(expected.type().status()).isEqualTo(400);
		}
	}

	@Provide
	static Arbitrary<String> jsonLike() {
		return Arbitraries.oneOf(objects(4), values(3), Arbitraries.strings().ofMaxLength(40));
	}

	private static Arbitrary<String> values(int depth) {
		Arbitrary<String> scalars = Arbitraries.of("null", "true", "1", "-1", "1.5e400", "1e-400", "1e999999999",
				"1e-999999999", "\"\"", "\"a\"", "\"\\ud800\"", "\"2024-01-01T00:00:00Z\"", "{", "]", "{}", "[]",
				"9223372036854775808", "\u0000", "{\"$bytes\":\"*\"}", "{\"$double\":\"x\"}", "{\"$map\":1}");
		if (depth == 0) {
			return scalars;
		}
		return Arbitraries.oneOf(scalars, objects(depth - 1),
				objects(depth - 1).list().ofMaxSize(3).map((list) -> "[" + String.join(",", list) + "]"));
	}

	private static Arbitrary<String> objects(int depth) {
		Arbitrary<String> names = Arbitraries.of("trace_id", "system_id", "spans", "span_id", "parent_span_id", "name",
				"start_time", "end_time", "duration_ms", "kind", "status", "code", "message", "attributes", "resource",
				"scope", "events", "links", "time", "trace_state", "flags", "other");
		return Combinators.combine(names, values(depth))
			.as((name, value) -> '"' + name + "\":" + value)
			.list()
			.ofMaxSize(4)
			.map((fields) -> "{" + String.join(",", fields) + "}");
	}

	private static Span spanOf(String fields) {
		return decode("{\"trace_id\":\"t\",\"spans\":[{" + fields + "}]}").spans().getFirst();
	}

	private static List<SpanId> ids(String json) {
		return decode(json).spans().stream().map(Span::spanId).toList();
	}

	private static TraceSubmission decode(String json) {
		return SimpleJsonDecoder.decode(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
				RequestSize.unlimited());
	}

}
