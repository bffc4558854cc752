package io.mahavishnu.otel.receive;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of OTLP's JSON: protobuf's JSON mapping, but ids in hexadecimal and
 * enumerations as integers only (OTLP specification, section "JSON Protobuf Encoding").
 * Each method reads the value at the current token; {@code null} stands for the default.
 * Not thread-safe.
 */
final class OtlpJsonFields {

	private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);

	private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

	private static final BigDecimal UNSIGNED_MAX = BigDecimal.TWO.pow(64).subtract(BigDecimal.ONE);

	private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);

	private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

	private static final BigDecimal UNSIGNED_INT_MAX = BigDecimal.valueOf(0xFFFFFFFFL);

	private static final int EXPONENT_MAX = 20;

	private static final int DIGITS_MAX = 19;

	private final JsonFields fields;

	private final OtlpExport export;

	OtlpJsonFields(JsonFields fields, OtlpExport export) {
		this.fields = fields;
		this.export = export;
	}

	/** An id in hexadecimal, in lower case; may be empty. */
	String id(int hexLength) {
		String id = this.fields.text();
		if (!id.isEmpty() && (id.length() != hexLength || !isHex(id))) {
			throw this.fields.mustBe(hexLength + " hexadecimal digits");
		}
		return id.toLowerCase(Locale.ROOT);
	}

	/** The number of an enumeration's constant. */
	int constant() {
		if (this.fields.isString()) {
			throw this.fields.mustBe("the integer of the constant, not its name,");
		}
		return (int) whole(INT_MIN, INT_MAX, "an integer of 32 bits");
	}

	/** An unsigned integer of 32 bits, as its bits. */
	int unsignedInt() {
		return (int) whole(BigDecimal.ZERO, UNSIGNED_INT_MAX, "an unsigned integer of 32 bits");
	}

	/** An unsigned integer of 64 bits, as its bits. */
	long unsignedLong() {
		return whole(BigDecimal.ZERO, UNSIGNED_MAX, "an unsigned integer of 64 bits");
	}

	/** Attributes; of a key that comes again the last value counts. */
	Attributes attributes() {
		Attributes.Builder attributes = Attributes.builder();
		this.fields.elements(() -> {
			Entry entry = entry();
			if (attributes.put(entry.key, entry.value) != null) {
				this.export.addDuplicateKey();
			}
		});
		return attributes.build();
	}

	private Entry entry() {
		Entry entry = new Entry();
		this.fields.object((field) -> {
			switch (field) {
				case "key" -> entry.key = this.fields.text();
				case "value" -> entry.value = value();
				default -> this.fields.skip();
			}
		});
		return entry;
	}

	private AttributeValue value() {
		if (this.fields.isNull()) {
			return new AttributeValue.EmptyValue();
		}
		Entry holder = new Entry();
		this.fields.object((field) -> {
			AttributeValue value = value(field);
			holder.value = (value != null) ? value : holder.value;
		});
		return holder.value;
	}

	/** The value of one kind, or null when there is none. */
	private @Nullable AttributeValue value(String kind) {
		if (this.fields.isNull()) {
			return null;
		}
		return switch (kind) {
			case "stringValue" -> new AttributeValue.StringValue(this.fields.text());
			case "boolValue" -> new AttributeValue.BoolValue(this.fields.bool());
			case "intValue" -> new AttributeValue.LongValue(whole(LONG_MIN, LONG_MAX, "an integer of 64 bits"));
			case "doubleValue" -> new AttributeValue.DoubleValue(floating());
			case "bytesValue" -> new AttributeValue.BytesValue(bytes());
			case "arrayValue" -> {
				List<AttributeValue> values = new ArrayList<>();
				this.fields.object((field) -> {
					if (field.equals("values")) {
						values.clear();
						values.addAll(this.fields.array(this::value));
					}
					else {
						this.fields.skip();
					}
				});
				yield new AttributeValue.ArrayValue(values);
			}
			case "kvlistValue" -> {
				Entry holder = new Entry();
				this.fields.object((field) -> {
					if (field.equals("values")) {
						holder.value = new AttributeValue.MapValue(attributes());
					}
					else {
						this.fields.skip();
					}
				});
				yield (holder.value instanceof AttributeValue.MapValue) ? holder.value
						: new AttributeValue.MapValue(Attributes.EMPTY);
			}
			default -> {
				this.fields.skip();
				yield null;
			}
		};
	}

	private double floating() {
		if (!this.fields.isString()) {
			return this.fields.floating();
		}
		String text = this.fields.text();
		try {
			return switch (text) {
				case "NaN" -> Double.NaN;
				case "Infinity" -> Double.POSITIVE_INFINITY;
				case "-Infinity" -> Double.NEGATIVE_INFINITY;
				default -> {
					// Checked as a decimal, since Java's own form of doubles is wider.
					decimal(text);
					yield Double.parseDouble(text);
				}
			};
		}
		catch (NumberFormatException unreadable) {
			throw this.fields.mustBe("a number, NaN, Infinity or -Infinity");
		}
	}

	private byte[] bytes() {
		String text = this.fields.text();
		try {
			// Protobuf's mapping lets readers take both alphabets, padded or not.
			return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException unreadable) {
			throw this.fields.mustBe("base64");
		}
	}

	/** A whole number, as a number or in a string; the low 64 bits of it. */
	private long whole(BigDecimal min, BigDecimal max, String wanted) {
		BigDecimal number;
		try {
			if (this.fields.isLong()) {
				return within(this.fields.longInteger(), min, max, wanted);
			}
			String text = this.fields.isString() ? this.fields.text() : null;
			if (text != null && isDigits(text)) {
				long bits = Long.parseUnsignedLong(text);
				return (bits < 0 && max.equals(UNSIGNED_MAX)) ? bits : within(bits, BigDecimal.ZERO, max, wanted);
			}
			number = (text != null) ? decimal(text) : this.fields.number();
		}
		catch (NumberFormatException unreadable) {
			throw this.fields.mustBe(wanted);
		}
		if (number == null || number.signum() == 0) {
			return 0;
		}
		boolean small = number.precision() - (long) number.scale() <= EXPONENT_MAX;
		if (!small || number.stripTrailingZeros().scale() > 0 || number.compareTo(min) < 0
				|| number.compareTo(max) > 0) {
			throw this.fields.mustBe(wanted);
		}
		return number.toBigInteger().longValue();
	}

	private long within(long number, BigDecimal min, BigDecimal max, String wanted) {
		boolean over = !max.equals(UNSIGNED_MAX) && number > max.longValue();
		if (over || number < min.longValue()) {
			throw this.fields.mustBe(wanted);
		}
		return number;
	}

	/** What nearly all numbers are: digits alone, few enough for 64 bits, unsigned. */
	private static boolean isDigits(String text) {
		if (text.isEmpty() || text.length() > DIGITS_MAX) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	private static boolean isHex(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!HexFormat.isHexDigit(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static BigDecimal decimal(String text) {
		if (text.length() > StrictJson.NUMBER_LENGTH_MAX) {
			throw new NumberFormatException("too long");
		}
		return new BigDecimal(text);
	}

	/** An attribute, or just a value. */
	private static final class Entry {

		private String key = "";

		private AttributeValue value = new AttributeValue.EmptyValue();

	}

}
