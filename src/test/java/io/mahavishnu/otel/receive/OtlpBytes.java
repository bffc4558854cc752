package io.mahavishnu.otel.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import com.google.protobuf.ByteString;
import io.mahavishnu.otel.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;

/** Bodies of exports, as bytes. */
final class OtlpBytes {

	private OtlpBytes() {
	}

	/** One span with ids of any length. */
	static byte[] messageOf(byte[] traceId, byte[] spanId, long start) {
		return ExportTraceServiceRequest.newBuilder()
			.addResourceSpans(ResourceSpans.newBuilder()
				.addScopeSpans(ScopeSpans.newBuilder()
					.addSpans(io.opentelemetry.proto.trace.v1.Span.newBuilder()
						.setTraceId(ByteString.copyFrom(traceId))
						.setSpanId(ByteString.copyFrom(spanId))
						.setStartTimeUnixNano(start))))
			.build()
			.toByteArray();
	}

	/** A valid request of at least some bytes, most of which mean nothing. */
	static byte[] padded(int bytes) {
		return ExportTraceServiceRequest.newBuilder()
			.addResourceSpans(ResourceSpans.newBuilder().setSchemaUrl("x".repeat(bytes)))
			.build()
			.toByteArray();
	}

	static byte[] concat(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		Arrays.stream(parts).forEach(all::writeBytes);
		return all.toByteArray();
	}

	static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
			gzip.write(bytes);
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
		return zipped.toByteArray();
	}

}
