package io.mahavishnu.otel.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.google.protobuf.ByteString;
import io.mahavishnu.otel.ingest.IngestProperties;
import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Few bytes that would be many objects. */
class RequestSizeTest {

	private static final int SPANS_MAX = 5;

	private static final int VALUES_MAX = 1000;

	private static final String TRACE = "5b8efff798038103d269b633813fc60c";

	private final IngestProperties ingest = new IngestProperties(Duration.ZERO, 1, 1, SPANS_MAX, 1, SPANS_MAX, 10, 16,
			10, 10, 10);

	private final ReceiveProperties receive = new ReceiveProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1),
			DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), VALUES_MAX, DataSize.ofMegabytes(1), 1, 0,
			Duration.ofSeconds(1), Duration.ofSeconds(1), 0, InetAddress.getLoopbackAddress());

	@Test
	void spansWithoutAnything_areRefused_whileTheyAreDecoded() {
		assertThat(decoded(emptySpans(SPANS_MAX)).rejected()).isEqualTo(SPANS_MAX);
		assertIsTooLarge(() -> decoded(emptySpans(30_000_000)), "spans-per-export-max");
		assertThat(decoded("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{},{},{},{},{}]}]}]}").rejected())
			.isEqualTo(SPANS_MAX);
		assertIsTooLarge(() -> decoded("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{},{},{},{},{},{}]}]}]}"),
				"spans-per-export-max");
	}

	@Test
	void spansOfSeveralScopes_areCountedTogether() {
		ByteString half = emptySpans(3);
		assertIsTooLarge(() -> decoded(half.concat(half)), "spans-per-export-max");
	}

	/** 4a: attributes, 5a: events, 6a: links, a2 06: a field that nobody knows. */
	@ParameterizedTest
	@ValueSource(strings = { "4a00", "5a00", "6a00", "a20600" })
	void aSpanOfEmptyParts_isRefused_beforeItIsDecoded(String part) {
		assertIsTooLarge(() -> decoded(span(repeated(ByteString.fromHex(part), 100_000))), "values-max");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4a00", "5a00", "6a00" })
	void theValuesOfManySmallSpans_areCountedTogether(String part) {
		ByteString span = repeated(ByteString.fromHex(part), VALUES_MAX / 2);
		assertThatCode(() -> decoded(span(span))).doesNotThrowAnyException();
		ByteString spans = ByteString.EMPTY;
		for (int i = 0; i < 3; i++) {
			spans = spans.concat(field(2, span));
		}
		ByteString request = field(1, field(2, spans));
		assertIsTooLarge(() -> decoded(request), "values-max");
	}

	@Test
	void elementsOfAnArray_areCounted_whereverTheyLie() {
		ByteString within = array(VALUES_MAX - 1);
		assertThatCode(() -> decoded(within)).doesNotThrowAnyException();
		assertIsTooLarge(() -> decoded(array(VALUES_MAX)), "values-max");
		assertIsTooLarge(() -> decoded(array(100_000)), "values-max");
		String values = "{},".repeat(VALUES_MAX) + "{}";
		assertIsTooLarge(() -> decoded("{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"a\",\"value\":"
				+ "{\"arrayValue\":{\"values\":[" + values + "]}}}]}}]}"), "values-max");
	}

	@Test
	void aLongText_isOneValue() {
		ByteString request = request(Span.newBuilder()
			.addAttributes(KeyValue.newBuilder()
				.setKey("a")
				.setValue(AnyValue.newBuilder().setStringValue("\0".repeat(200_000)))));
		assertThat(decoded(request).spans()).hasSize(1);
	}

	@Test
	void aTrace_isRefused_atItsFirstSpanOrValueTooMany() {
		assertThat(trace("[" + "{},".repeat(SPANS_MAX - 1) + "{}]")).isNull();
		assertThat(trace("[" + "{},".repeat(SPANS_MAX + 1))).contains("spans-per-trace-max");
		assertThat(trace("[{\"attributes\":{\"a\":[" + "0,".repeat(VALUES_MAX))).contains("values-max");
		assertThat(trace("[{\"events\":[" + "{},".repeat(VALUES_MAX))).contains("values-max");
	}

	@Test
	void whatIsPassedOver_isNotCounted() {
		assertThat(trace("[{\"unknown\":[" + "0,".repeat(2 * VALUES_MAX) + "0]}]")).isNull();
	}

	private OtlpExport decoded(ByteString request) {
		OtlpExport export = new OtlpExport(1, RequestSize.ofExport(this.ingest, this.receive));
		try {
			OtlpProtobufDecoder.decode(request, export);
		}
		catch (IOException broken) {
			throw new UncheckedIOException(broken);
		}
		return export;
	}

	private OtlpExport decoded(String json) {
		OtlpExport export = new OtlpExport(1, RequestSize.ofExport(this.ingest, this.receive));
		OtlpJsonDecoder.decode(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), export);
		return export;
	}

	/**
	 * Why a trace of these spans is refused, or null; what it has no end of is too much.
	 */
	private @Nullable String trace(String spans) {
		String json = "{\"trace_id\":\"t\",\"spans\":" + spans + "}";
		try {
			SimpleJsonDecoder.decode(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
					RequestSize.ofTrace(this.ingest, this.receive));
			return null;
		}
		catch (TraceProblem problem) {
			assertThat(problem.type()).isEqualTo(ProblemType.INVALID_TRACE);
			return problem.detail();
		}
	}

	private static void assertIsTooLarge(ThrowingCallable decoding, String setting) {
		assertThatExceptionOfType(TraceProblem.class).isThrownBy(decoding).satisfies((problem) -> {
			assertThat(problem.type()).isEqualTo(ProblemType.PAYLOAD_TOO_LARGE);
			assertThat(problem.detail()).contains(setting);
		});
	}

	private static ByteString emptySpans(int count) {
		return field(1, field(2, repeated(ByteString.fromHex("1200"), count)));
	}

	private static ByteString span(ByteString span) {
		return field(1, field(2, field(2, span)));
	}

	private static ByteString array(int elements) {
		ArrayValue.Builder array = ArrayValue.newBuilder();
		for (int i = 0; i < elements; i++) {
			array.addValues(AnyValue.getDefaultInstance());
		}
		return request(Span.newBuilder()
			.addAttributes(KeyValue.newBuilder().setKey("a").setValue(AnyValue.newBuilder().setArrayValue(array))));
	}

	private static ByteString request(Span.Builder span) {
		return ExportTraceServiceRequest.newBuilder()
			.addResourceSpans(ResourceSpans.newBuilder()
				.addScopeSpans(ScopeSpans.newBuilder()
					.addSpans(span.setTraceId(ByteString.fromHex(TRACE))
						.setSpanId(ByteString.fromHex("0000000000000001")))))
			.build()
			.toByteString();
	}

	private static ByteString field(int number, ByteString content) {
		ByteString.Output out = ByteString.newOutput();
		out.write(number << 3 | 2);
		int length = content.size();
		for (; length > 0x7f; length >>>= 7) {
			out.write(length & 0x7f | 0x80);
		}
		out.write(length);
		return out.toByteString().concat(content);
	}

	private static ByteString repeated(ByteString part, int count) {
		byte[] all = new byte[part.size() * count];
		for (int i = 0; i < count; i++) {
			part.copyTo(all, i * part.size());
		}
		return ByteString.copyFrom(all);
	}

}
