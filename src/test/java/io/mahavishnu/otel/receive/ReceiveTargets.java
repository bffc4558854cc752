package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mahavishnu.otel.fuzz.FuzzTarget;
import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.store.StoredSpans;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.SystemNaming;
import io.mahavishnu.otel.trace.Trace;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** What decodes bodies. */
public final class ReceiveTargets {

	private static final DataSize BODY_MAX = DataSize.ofMegabytes(1);

	private static final List<String> VALUES = List.of("null", "true", "{}", "[]", "\"\"", "-1", "0", "1e999999999",
			"1e-999999999", "9223372036854775808", "18446744073709551615", "\"NaN\"", "\"\\ud800\"", "\\u0000", "\"*\"",
			"\"2024-01-01T00:00:00Z\"", "[[[[[[[[", "{\"a\":{\"a\":");

	private static final List<String> SIMPLE_WORDS = with("\"trace_id\":", "\"spans\":", "\"span_id\":", "\"name\":",
			"\"start_time\":", "\"duration_ms\":", "\"kind\":", "\"status\":", "\"attributes\":", "\"events\":",
			"\"links\":", "\"resource\":", "\"scope\":", "{\"$bytes\":", "{\"$double\":", "{\"$map\":");

	private static final List<String> OTLP_WORDS = with("\"resourceSpans\":", "\"scopeSpans\":", "\"traceId\":",
			"\"startTimeUnixNano\":", "\"attributes\":", "{\"key\":", "\"value\":", "\"intValue\":", "\"doubleValue\":",
			"\"bytesValue\":", "\"arrayValue\":", "\"kvlistValue\":", "\"values\":", "\"entityRefs\":");

	private ReceiveTargets() {
	}

	/** Every decoder. */
	public static List<FuzzTarget> all() {
		return List.of(simpleJson(), batch(), otlpJson(), protobuf(), packed("gzip", ReceiveTargets::gzip),
				packed("zstd", Zstd::compress));
	}

	/** One trace of the simple JSON. */
	public static FuzzTarget simpleJson() {
		Stream<String> seeds = Stream.concat(Stream.of(ReceiveExamples.TRACE), samples().map(SimpleJsonText::of));
		return new FuzzTarget("simple JSON", seeds.map(ReceiveTargets::bytes).toList(), SIMPLE_WORDS, refusing(
				(input) -> SimpleJsonDecoder.decode(new ByteArrayInputStream(input), RequestSize.unlimited())));
	}

	/** A batch of the simple JSON; read here as lines. */
	public static FuzzTarget batch() {
		List<byte[]> seeds = Stream.of(ReceiveExamples.BATCH, ReceiveExamples.LINES)
			.map(ReceiveTargets::bytes)
			.toList();
		return new FuzzTarget("lines", seeds, SIMPLE_WORDS, refusing((input) -> {
			NdjsonLines lines = new NdjsonLines(new ByteArrayInputStream(input), 1024, (_) -> {
			});
			while (lines.next()) {
				if (!lines.isTooLong()) {
					decodeLine(lines.bytes());
				}
			}
		}));
	}

	/** OTLP's JSON. */
	public static FuzzTarget otlpJson() {
		Stream<byte[]> seeds = Stream.concat(Stream.of(bytes(ReceiveExamples.OTLP)),
				samples().map(OtlpRoundTripTest::json));
		return new FuzzTarget("OTLP JSON", seeds.toList(), OTLP_WORDS, refusing((input) -> OtlpEncoding.JSON
			.decode(new ByteArrayInputStream(input), new OtlpExport(1, RequestSize.unlimited()))));
	}

	/** OTLP's protobuf. */
	public static FuzzTarget protobuf() {
		return new FuzzTarget("OTLP protobuf", samples().map(ReceiveTargets::message).toList(),
				List.of("\u007f\u007f\u007f\u007f", "\n\n\n\n\n\n\n\n", "\u0000", "{{{{{{{{{{{{{{{{"),
				refusing((input) -> OtlpEncoding.PROTOBUF.decode(new ByteArrayInputStream(input),
						new OtlpExport(1, RequestSize.unlimited()))));
	}

	private static FuzzTarget packed(String encoding, Function<byte[], byte[]> pack) {
		return new FuzzTarget(encoding, otlpJson().seeds().stream().map(pack).toList(), List.of(), refusing((input) -> {
			MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/traces");
			request.addHeader("Content-Encoding", encoding);
			request.setContent(input);
			try (InputStream body = BodyStream.open(request, BODY_MAX, "body-max", Duration.ofMinutes(1), (_) -> {
			})) {
				OtlpEncoding.JSON.decode(body, new OtlpExport(1, RequestSize.unlimited()));
			}
		}));
	}

	private static void decodeLine(byte[] line) {
		try {
			SimpleJsonDecoder.decode(new ByteArrayInputStream(line), RequestSize.unlimited());
		}
		catch (TraceProblem refused) {
			requireRefusal(refused);
		}
	}

	private static FuzzTarget.Reader refusing(FuzzTarget.Reader reader) {
		return (input) -> {
			try {
				reader.read(input);
			}
			catch (TraceProblem refused) {
				requireRefusal(refused);
			}
			catch (InvalidProtocolBufferException | java.util.zip.ZipException | java.io.EOFException
					| com.github.luben.zstd.ZstdIOException expected) {
				// The controller answers 400 to what a stream or protobuf cannot read.
				return;
			}
		};
	}

	private static void requireRefusal(TraceProblem refused) {
		if (refused.type().status() >= 500) {
			throw refused;
		}
	}

	/** Traces in which everything is set, and nothing. */
	private static Stream<Trace> samples() {
		return Stream
			.of(List.of(StoredSpans.fullSpan("t1", "a"), StoredSpans.span("t1", "b")), StoredSpans.spans("t2", 4),
					List.of(StoredSpans.span("t3", "a", "")))
			.map((spans) -> Trace.of(spans.getFirst().span().traceId(), spans, SystemNaming.AS_SENT));
	}

	private static byte[] message(Trace trace) {
		OtlpExport export = new OtlpExport(1, RequestSize.unlimited());
		OtlpJsonDecoder.decode(new ByteArrayInputStream(OtlpRoundTripTest.json(trace)), export);
		return OtlpMessages.request(export.spans().stream().map(ReceivedSpan::span).toList()).toByteArray();
	}

	private static List<String> with(String... words) {
		return Stream.concat(Stream.of(words), VALUES.stream()).toList();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(bytes);
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
		return packed.toByteArray();
	}

}
