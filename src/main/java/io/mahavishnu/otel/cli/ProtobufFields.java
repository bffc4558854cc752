package io.mahavishnu.otel.cli;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one protobuf message in memory, in order, without its schema: enough to
 * cut an OTLP export into its resource spans, to count spans, and to read the short
 * answers. Protocol Buffers, Encoding. Not thread-safe.
 */
final class ProtobufFields {

	private static final int VARINT = 0;

	private static final int FIXED64 = 1;

	private static final int LENGTH_DELIMITED = 2;

	private static final int FIXED32 = 5;

	private final byte[] bytes;

	private final int end;

	private int position;

	private int number;

	private int wireType;

	private long value;

	private int start;

	ProtobufFields(byte[] bytes, int start, int end) {
		this.bytes = bytes;
		this.position = start;
		this.end = end;
	}

	/**
	 * Goes to the next field.
	 * @return whether there is one that can be read
	 */
	boolean next() {
		if (this.position >= this.end) {
			return false;
		}
		long tag = varint();
		this.number = (int) (tag >>> 3);
		this.wireType = (int) (tag & 7);
		switch (this.wireType) {
			case VARINT -> this.value = varint();
			case FIXED64 -> this.position += 8;
			case FIXED32 -> this.position += 4;
			case LENGTH_DELIMITED -> {
				long length = varint();
				this.start = this.position;
				if (length < 0 || length > this.end - this.position) {
					this.position = this.end + 1;
				}
				else {
					this.position += (int) length;
				}
			}
			default -> this.position = this.end + 1;
		}
		return this.position <= this.end;
	}

	/** Whether the current field is a message, a text or bytes of that number. */
	boolean isMessage(int number) {
		return this.number == number && this.wireType == LENGTH_DELIMITED;
	}

	/** Whether the current field is an integer of that number. */
	boolean isInteger(int number) {
		return this.number == number && this.wireType == VARINT;
	}

	long integer() {
		return this.value;
	}

	ProtobufFields message() {
		return new ProtobufFields(this.bytes, this.start, this.position);
	}

	String text() {
		return new String(this.bytes, this.start, this.position - this.start, StandardCharsets.UTF_8);
	}

	/** The spans of one {@code ResourceSpans}: field 2 (scope spans), therein field 2. */
	static int countSpans(byte[] bytes, int start, int end) {
		int spans = 0;
		ProtobufFields resourceSpans = new ProtobufFields(bytes, start, end);
		while (resourceSpans.next()) {
			if (resourceSpans.isMessage(2)) {
				ProtobufFields scopeSpans = resourceSpans.message();
				while (scopeSpans.next()) {
					spans += scopeSpans.isMessage(2) ? 1 : 0;
				}
			}
		}
		return spans;
	}

	/** The message of a {@code google.rpc.Status}; empty when there is none. */
	static String statusMessage(byte[] status) {
		String message = text(new ProtobufFields(status, 0, status.length), 2);
		return (message != null) ? message : "";
	}

	/** The partial success of an {@code ExportTraceServiceResponse}. */
	static PartialSuccess partialSuccess(byte[] response) {
		ProtobufFields fields = new ProtobufFields(response, 0, response.length);
		PartialSuccess success = PartialSuccess.ALL;
		while (fields.next()) {
			if (fields.isMessage(1)) {
				success = partialSuccess(fields.message());
			}
		}
		return success;
	}

	private static PartialSuccess partialSuccess(ProtobufFields fields) {
		PartialSuccess success = PartialSuccess.ALL;
		while (fields.next()) {
			if (fields.isInteger(1)) {
				success = new PartialSuccess(fields.integer(), success.message());
			}
			else if (fields.isMessage(2)) {
				success = new PartialSuccess(success.rejectedSpans(), fields.text());
			}
		}
		return success;
	}

	private static @Nullable String text(ProtobufFields fields, int number) {
		String text = null;
		while (fields.next()) {
			text = fields.isMessage(number) ? fields.text() : text;
		}
		return text;
	}

	private long varint() {
		long value = 0;
		for (int shift = 0; shift < 64 && this.position < this.end; shift += 7) {
			byte each = this.bytes[this.position++];
			value |= (long) (each & 0x7f) << shift;
			if (each >= 0) {
				return value;
			}
		}
		this.position = this.end + 1;
		return 0;
	}

	/**
	 * What an OTLP export left out.
	 *
	 * @param rejectedSpans how many spans were rejected
	 * @param message why
	 */
	record PartialSuccess(long rejectedSpans, String message) {

		static final PartialSuccess ALL = new PartialSuccess(0, "");

	}

}
