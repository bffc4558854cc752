package io.mahavishnu.otel.embed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the smallest ONNX models: one input of integers [texts, tokens], given out as
 * floats under another name, or not looked at. Field numbers are those of onnx.proto.
 */
final class TinyOnnx {

	private TinyOnnx() {
	}

	static byte[] castOf(String input, String output) {
		return castOf(input, output, 0, 0);
	}

	/** Made for a number of texts and of tokens; 0 for any. */
	static byte[] castOf(String input, String output, int texts, int tokens) {
		Message attribute = new Message().text(1, "to").number(3, 1).number(20, 2);
		Message node = new Message().text(1, input).text(2, output).text(4, "Cast").message(5, attribute);
		return model(node, value(input, 7, texts, tokens), value(output, 1, texts, tokens));
	}

	/** The same vector for any text: its first component is 1, the others are 0. */
	static byte[] constantOf(String input, String output, int dimension) {
		byte[] vector = new byte[dimension * Float.BYTES];
		ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN).putFloat(1);
		Message tensor = new Message().number(1, 1).number(1, dimension).number(2, 1).bytes(9, vector);
		Message attribute = new Message().text(1, "value").message(5, tensor).number(20, 4);
		Message node = new Message().text(2, output).text(4, "Constant").message(5, attribute);
		return model(node, value(input, 7, 0, 0), value(output, 1, 1, dimension));
	}

	private static byte[] model(Message node, Message input, Message output) {
		Message graph = new Message().message(1, node).text(2, "tiny").message(11, input).message(12, output);
		return new Message().number(1, 8).message(7, graph).message(8, new Message().number(2, 17)).bytes();
	}

	private static Message value(String name, int elementType, int rows, int columns) {
		Message shape = new Message().message(1, size("rows", rows)).message(1, size("columns", columns));
		Message tensor = new Message().number(1, elementType).message(2, shape);
		return new Message().text(1, name).message(2, new Message().message(1, tensor));
	}

	private static Message size(String name, int fixed) {
		return (fixed > 0) ? new Message().number(1, fixed) : new Message().text(2, name);
	}

	/** Protocol buffers, as much of them as is wanted here. */
	private static final class Message {

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		Message number(int field, int value) {
			tag(field, 0);
			varint(value);
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
