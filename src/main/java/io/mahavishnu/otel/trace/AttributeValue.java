package io.mahavishnu.otel.trace;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value of an attribute, one record for each kind of OpenTelemetry's
 * {@code AnyValue}. Immutable; equal by content.
 */
public sealed interface AttributeValue {

	/** The value in plain words, without quotes: what a person would type to find it. */
	String asText();

	/**
	 * A string.
	 *
	 * @param value the text
	 */
	record StringValue(String value) implements AttributeValue {

		@Override
		public String asText() {
			return this.value;
		}

	}

	/**
	 * A truth value.
	 *
	 * @param value the truth value
	 */
	record BoolValue(boolean value) implements AttributeValue {

		@Override
		public String asText() {
			return Boolean.toString(this.value);
		}

	}

	/**
	 * A signed integer of 64 bits.
	 *
	 * @param value the integer
	 */
	record LongValue(long value) implements AttributeValue {

		@Override
		public String asText() {
			return Long.toString(this.value);
		}

	}

	/**
	 * A double, NaN and the infinities included.
	 *
	 * @param value the number
	 */
	record DoubleValue(double value) implements AttributeValue {

		@Override
		public String asText() {
			return Double.toString(this.value);
		}

	}

	/**
	 * Bytes.
	 *
	 * @param value the bytes, copied in and out
	 */
	@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
	record BytesValue(byte[] value) implements AttributeValue {

		public BytesValue {
			value = value.clone();
		}

		@Override
		public byte[] value() {
			return this.value.clone();
		}

		/** How many bytes there are. */
		public int length() {
			return this.value.length;
		}

		@Override
		public String asText() {
			return Base64.getEncoder().encodeToString(this.value);
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof BytesValue that && Arrays.equals(this.value, that.value);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.value);
		}

		@Override
		public String toString() {
			return "BytesValue[" + this.value.length + " bytes]";
		}

	}

	/**
	 * A list of values of any kinds.
	 *
	 * @param values the values, in order
	 */
	record ArrayValue(List<AttributeValue> values) implements AttributeValue {

		public ArrayValue {
			values = List.copyOf(values);
		}

		@Override
		public String asText() {
			return this.values.stream().map(AttributeValue::asText).collect(Collectors.joining(" "));
		}

	}

	/**
	 * Keys and values.
	 *
	 * @param entries the entries
	 */
	record MapValue(Attributes entries) implements AttributeValue {

		@Override
		public String asText() {
			return this.entries.values()
				.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + " " + entry.getValue().asText())
				.collect(Collectors.joining(" "));
		}

	}

	/** An {@code AnyValue} in which no value is set; {@code null} in JSON. */
	record EmptyValue() implements AttributeValue {

		@Override
		public String asText() {
			return "";
		}

	}

}
