package io.mahavishnu.otel.embed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the smallest ONNX model: one input of integers [texts, tokens], given out as
 * floats under another name. Field numbers are those of onnx.proto.
 */
final class TinyOnnx {

	private TinyOnnx() {
	}

	static byte[] castOf(String input, String output) {
		Message attribute = new Message().text(1, "to").number(3, 1).number(20, 2);
		Message node = new Message().text(1, input).text(2, output).text(4, "Cast").message(5, attribute);
		Message graph = new Message().message(1, node)
			.text(2, "tiny")
			.message(11, value(input, 7))
			.message(12, value(output, 1));
		return new Message().number(1, 8).message(7, graph).message(8, new Message().number(2, 17)).bytes();
	}

	private static Message value(String name, int elementType) {
		Message shape = new Message().message(1, new Message().text(2, "texts"))
			.message(1, new Message().text(2, "tokens"));
		Message tensor = new Message().number(1, elementType).message(2, shape);
		return new Message().text(1, name).message(2, new Message().message(1, tensor));
	}

	/** Protocol buffers, as much of them as is wanted here: all numbers below 128. */
	private static final class Message {

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		Message number(int field, int value) {
			tag(field, 0);
			this.out.write(value);
			return this;
		}

		Message text(int field, String value) {
			return bytes(field, value.getBytes(StandardCharsets.UTF_8));
		}

		Message message(int field, Message value) {
			return bytes(field, value.bytes());
		}

		byte[] bytes() {
			return this.out.toByteArray();
		}

		private Message bytes(int field, byte[] value) {
			tag(field, 2);
			varint(value.length);
			this.out.writeBytes(value);
			return this;
		}

		private void tag(int field, int wireType) {
			varint(field << 3 | wireType);
		}

		private void varint(int value) {
			int rest = value;
			for (; rest > 127; rest >>>= 7) {
				this.out.write(rest & 127 | 128);
			}
			this.out.write(rest);
		}

	}

}
