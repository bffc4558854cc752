package io.mahavishnu.otel.trace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Attributes as JSON in which every value keeps its kind: text, truth values, integers
 * (without a point), doubles (with one), arrays, objects and {@code null} are written as
 * JSON has them; bytes as <code>{"$bytes":"base64"}</code>; NaN and the infinities as
 * <code>{"$double":"NaN"}</code>; a map whose first key begins with {@code $} as
 * <code>{"$map":{…}}</code>. What is written is read back equal. Reading works on the
 * current token of a parser and leaves it on the value's last token. Stateless.
 */
public final class AttributeJson {

	private static final String BYTES = "$bytes";

	private static final String DOUBLE = "$double";

	private static final String MAP = "$map";

	private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);

	private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

	private AttributeJson() {
	}

	/** Writes attributes as a JSON object. */
	public static void write(JsonGenerator json, Attributes attributes) throws JacksonException {
		json.writeStartObject();
		attributes.values().forEach((key, value) -> {
			json.writeName(key);
			write(json, value);
		});
		json.writeEndObject();
	}

	/** Writes one value. */
	public static void write(JsonGenerator json, AttributeValue value) throws JacksonException {
		switch (value) {
			case AttributeValue.StringValue text -> json.writeString(text.value());
			case AttributeValue.BoolValue bool -> json.writeBoolean(bool.value());
			case AttributeValue.LongValue integer -> json.writeNumber(integer.value());
			case AttributeValue.DoubleValue number -> writeDouble(json, number.value());
			case AttributeValue.BytesValue bytes -> writeTagged(json, BYTES, bytes.asText());
			case AttributeValue.ArrayValue array -> {
				json.writeStartArray();
				array.values().forEach((each) -> write(json, each));
				json.writeEndArray();
			}
			case AttributeValue.MapValue map -> writeMap(json, map.entries());
			case AttributeValue.EmptyValue _ -> json.writeNull();
		}
	}

	/**
	 * Reads a JSON object as attributes; of a key that occurs twice the last value
	 * counts.
	 * @throws JacksonException when the JSON is broken
	 * @throws IllegalArgumentException when a number does not fit or a tagged value
	 * cannot be read
	 */
	public static Attributes readAttributes(JsonParser json) throws JacksonException {
		Attributes.Builder attributes = Attributes.builder();
		while (json.nextToken() != JsonToken.END_OBJECT) {
			String key = json.currentName();
			json.nextToken();
			attributes.put(key, read(json));
		}
		return attributes.build();
	}

	/**
	 * Reads the value that starts at the current token.
	 * @throws JacksonException when the JSON is broken
	 * @throws IllegalArgumentException when a number does not fit or a tagged value
	 * cannot be read
	 */
	public static AttributeValue read(JsonParser json) throws JacksonException {
		return switch (json.currentToken()) {
			case VALUE_STRING -> new AttributeValue.StringValue(json.getString());
			case VALUE_TRUE -> new AttributeValue.BoolValue(true);
			case VALUE_FALSE -> new AttributeValue.BoolValue(false);
			case VALUE_NULL -> new AttributeValue.EmptyValue();
			case VALUE_NUMBER_INT -> readInteger(json);
			case VALUE_NUMBER_FLOAT -> new AttributeValue.DoubleValue(json.getDoubleValue());
			case START_ARRAY -> readArray(json);
			case START_OBJECT -> readObject(json);
			default -> throw new IllegalArgumentException("no attribute value can start with " + json.currentToken());
		};
	}

	private static void writeDouble(JsonGenerator json, double value) {
		if (Double.isFinite(value)) {
			json.writeNumber(value);
		}
		else {
			writeTagged(json, DOUBLE, Double.toString(value));
		}
	}

	private static void writeMap(JsonGenerator json, Attributes entries) {
		boolean mistakable = !entries.isEmpty() && entries.values().firstEntry().getKey().startsWith("$");
		if (mistakable) {
			json.writeStartObject();
			json.writeName(MAP);
		}
		write(json, entries);
		if (mistakable) {
			json.writeEndObject();
		}
	}

	private static void writeTagged(JsonGenerator json, String tag, String value) {
		json.writeStartObject();
		json.writeName(tag);
		json.writeString(value);
		json.writeEndObject();
	}

	private static AttributeValue readInteger(JsonParser json) {
		BigInteger value = json.getBigIntegerValue();
		if (value.compareTo(LONG_MIN) < 0 || value.compareTo(LONG_MAX) > 0) {
			throw new IllegalArgumentException(
					"the integer " + Excerpt.quoted(value.toString()) + " does not fit into 64 bits");
		}
		return new AttributeValue.LongValue(value.longValue());
	}

	private static AttributeValue readArray(JsonParser json) {
		List<AttributeValue> values = new ArrayList<>();
		while (json.nextToken() != JsonToken.END_ARRAY) {
			values.add(read(json));
		}
		return new AttributeValue.ArrayValue(values);
	}

	/**
	 * A map, or the value that a tagged map stands for; a map that only looks tagged
	 * stays a map.
	 */
	private static AttributeValue readObject(JsonParser json) {
		LinkedHashMap<String, AttributeValue> values = new LinkedHashMap<>();
		while (json.nextToken() != JsonToken.END_OBJECT) {
			String key = json.currentName();
			boolean escaped = key.equals(MAP) && values.isEmpty();
			JsonToken token = json.nextToken();
			// What stands in an escape is taken as it is: it is not looked at for tags.
			values.put(key, (escaped && token == JsonToken.START_OBJECT)
					? new AttributeValue.MapValue(readAttributes(json)) : read(json));
		}
		return untag(Attributes.of(values));
	}

	private static AttributeValue untag(Attributes entries) {
		if (entries.size() != 1) {
			return new AttributeValue.MapValue(entries);
		}
		String tag = entries.values().firstEntry().getKey();
		AttributeValue value = entries.values().firstEntry().getValue();
		if (tag.equals(MAP) && value instanceof AttributeValue.MapValue map) {
			return map;
		}
		if (value instanceof AttributeValue.StringValue text) {
			try {
				switch (tag) {
					case BYTES -> {
						return new AttributeValue.BytesValue(Base64.getDecoder().decode(text.value()));
					}
					case DOUBLE -> {
						return new AttributeValue.DoubleValue(Double.parseDouble(text.value()));
					}
					default -> {
					}
				}
			}
			catch (IllegalArgumentException looksTaggedOnly) {
				// A sender's own map: nothing that is written here has such a value.
			}
		}
		return new AttributeValue.MapValue(entries);
	}

}
