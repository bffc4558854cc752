package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.mahavishnu.otel.ingest.TraceSubmission;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.Span;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;
import io.mahavishnu.otel.trace.TraceId;
import io.mahavishnu.otel.trace.TraceOtlp;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;

class OtlpRoundTripTest {

	@Property(tries = 100)
	void json_readsBackEqual_whateverTheTrace(@ForAll("traces") Trace trace) {
		assertThat(decode(OtlpEncoding.JSON, json(trace))).containsExactlyInAnyOrderElementsOf(trace.spans());
	}

	@Property(tries = 100)
	void protobuf_readsBackEqual_whateverTheTrace(@ForAll("traces") Trace trace) {
		assertThat(decode(OtlpEncoding.PROTOBUF, OtlpMessages.request(trace.spans()).toByteArray()))
			.containsExactlyElementsOf(trace.spans());
	}

	@Property(tries = 200)
	void bothDecoders_throwNothingButWhatIsExpected_whenBytesAreDamaged(@ForAll("traces") Trace trace,
			@ForAll int where, @ForAll byte what) {
		damage(OtlpEncoding.JSON, json(trace), where, what);
		damage(OtlpEncoding.PROTOBUF, OtlpMessages.request(trace.spans()).toByteArray(), where, what);
	}

	@Test
	void write_hashesIdsThatAreNotOtels_andKeepsThemAsAttributes() {
		Span span = Span.builder(new TraceId("abc"), new SpanId("s"), "n").parent(new SpanId("p")).build();
		Trace trace = Trace.of(span.traceId(), List.of(new ReceivedSpan(span, null, 1)), SystemNaming.AS_SENT);

		Span read = decode(OtlpEncoding.JSON, json(trace)).getFirst();

		assertThat(read.traceId().isOtel()).isTrue();
		assertThat(read.spanId().isOtel()).isTrue();
		assertThat(read.attributes().text("mahavishnu.trace_id")).isEqualTo("abc");
		assertThat(read.attributes().text("mahavishnu.span_id")).isEqualTo("s");
		assertThat(read.attributes().text("mahavishnu.parent_span_id")).isEqualTo("p");
		assertThat(json(trace)).isEqualTo(json(trace));
	}

	@Test
	void restored_leavesAnAttribute_thatIsNoIdOfATrace() {
		Trace trace = Trace.of(new TraceId("abc"),
				List.of(new ReceivedSpan(Span.builder(new TraceId("abc"), new SpanId("s"), "n").build(), null, 1)),
				SystemNaming.AS_SENT);
		Span written = decode(OtlpEncoding.JSON, json(trace)).getFirst();
		assertThat(TraceOtlp.restored(written)).isEqualTo(trace.spans().getFirst());
		// the first 16 bytes of the SHA-256 of "no id"
		Span foreign = Span.builder(new TraceId("745677f0e14bf1bdd94d58d88fcdf6b7"), written.spanId(), "n")
			.attributes(Attributes.of("mahavishnu.trace_id", "no id"))
			.build();
		assertThat(TraceOtlp.restored(foreign)).isEqualTo(foreign);
	}

	@Test
	void whatTheSimpleJsonTakes_isReadBackFromAnExport_howeverDeepItLies() {
		String text = SimpleJsonText.ofDepth("5b8efff798038103d269b633813fc60e", StrictJson.NESTING_MAX);
		TraceSubmission deep = SimpleJsonDecoder.decode(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
				RequestSize.unlimited());
		List<ReceivedSpan> spans = deep.spans().stream().map((span) -> new ReceivedSpan(span, null, 1)).toList();
		byte[] line = json(Trace.of(deep.traceId(), spans, SystemNaming.AS_SENT));
		assertThat(new OtlpLines(new ByteArrayInputStream(line), line.length, 1).next()).hasValue(spans);
	}

	@Provide
	static Arbitrary<Trace> traces() {
		return GeneratedTraces.traces();
	}

	static byte[] json(Trace trace) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
			TraceOtlp.write(json, trace);
		}
		return bytes.toByteArray();
	}

	private static void damage(OtlpEncoding encoding, byte[] body, int where, byte what) {
		body[Math.floorMod(where, body.length)] = what;
		try {
			encoding.decode(new ByteArrayInputStream(body), new OtlpExport(1, RequestSize.unlimited()));
		}
		catch (TraceProblem problem) {
			assertThat(problem.type().status()).isEqualTo(400);
		}
		catch (java.io.IOException expected) {
			assertThat(expected).isInstanceOf(com.google.protobuf.InvalidProtocolBufferException.class);
		}
	}

	private static List<Span> decode(OtlpEncoding encoding, byte[] body) {
		OtlpExport export = new OtlpExport(1, RequestSize.unlimited());
		try {
			encoding.decode(new ByteArrayInputStream(body), export);
		}
		catch (java.io.IOException broken) {
			throw new AssertionError(new String(body, StandardCharsets.UTF_8), broken);
		}
		assertThat(export.rejected()).isZero();
		return export.spans().stream().map(ReceivedSpan::span).toList();
	}

}
