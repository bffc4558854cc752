package io.mahavishnu.otel.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** OTLP in protobuf, written by hand. */
final class OtlpSamples {

	private OtlpSamples() {
	}

	/** An export of one resource with some spans. */
	static byte[] export(int spans) {
		return field(1, resourceSpans("shop", spans));
	}

	/** An export whose second byte, the length of its resource spans, is a brace. */
	static byte[] exportOfLength123() {
		String name = "s";
		while (resourceSpans(name, 1).length < '{') {
			name += "s";
		}
		return field(1, resourceSpans(name, 1));
	}

	/** Each export after its length in four bytes. */
	static byte[] framed(byte[]... exports) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (byte[] export : exports) {
			bytes.writeBytes(ByteBuffer.allocate(4).putInt(export.length).array());
			bytes.writeBytes(export);
		}
		return bytes.toByteArray();
	}

	static byte[] field(int number, byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(number << 3 | 2);
		int length = content.length;
		while (length > 0x7f) {
			bytes.write(length & 0x7f | 0x80);
			length >>>= 7;
		}
		bytes.write(length);
		bytes.writeBytes(content);
		return bytes.toByteArray();
	}

	static byte[] concat(byte[]... parts) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			bytes.writeBytes(part);
		}
		return bytes.toByteArray();
	}

	private static byte[] resourceSpans(String service, int spans) {
		byte[] attribute = concat(field(1, utf8("service.name")), field(2, field(1, utf8(service))));
		byte[] span = concat(field(1, new byte[16]), field(2, new byte[8]), field(5, utf8("GET /")));
		byte[][] all = new byte[spans][];
		for (int i = 0; i < spans; i++) {
			all[i] = field(2, span);
		}
		return concat(field(1, field(1, attribute)), field(2, concat(all)));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
