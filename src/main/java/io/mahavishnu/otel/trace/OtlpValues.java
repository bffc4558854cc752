package io.mahavishnu.otel.trace;

import java.util.List;

import tools.jackson.core.JsonGenerator;

/**
 * The values of OTLP's JSON. Fields that hold their default are left out, as protobuf's
 * JSON mapping allows.
 */
final class OtlpValues {

	private OtlpValues() {
	}

	static void text(JsonGenerator json, String field, String text) {
		if (!text.isEmpty()) {
			json.writeStringProperty(field, text);
		}
	}

	/** An unsigned integer of 32 bits. */
	static void count(JsonGenerator json, String field, int count) {
		if (count != 0) {
			json.writeNumberProperty(field, Integer.toUnsignedLong(count));
		}
	}

	static void entityRefs(JsonGenerator json, List<EntityRef> entityRefs) {
		if (entityRefs.isEmpty()) {
			return;
		}
		json.writeArrayPropertyStart("entityRefs");
		entityRefs.forEach((entity) -> {
			json.writeStartObject();
			text(json, "schemaUrl", entity.schemaUrl());
			text(json, "type", entity.type());
			texts(json, "idKeys", entity.idKeys());
			texts(json, "descriptionKeys", entity.descriptionKeys());
			json.writeEndObject();
		});
		json.writeEndArray();
	}

	private static void texts(JsonGenerator json, String field, List<String> texts) {
		json.writeArrayPropertyStart(field);
		texts.forEach(json::writeString);
		json.writeEndArray();
	}

	static void attributes(JsonGenerator json, Attributes attributes) {
		json.writeName("attributes");
		entries(json, attributes);
	}

	private static void entries(JsonGenerator json, Attributes attributes) {
		json.writeStartArray();
		attributes.values().forEach((key, value) -> {
			json.writeStartObject();
			json.writeStringProperty("key", key);
			json.writeName("value");
			value(json, value);
			json.writeEndObject();
		});
		json.writeEndArray();
	}

	private static void value(JsonGenerator json, AttributeValue value) {
		json.writeStartObject();
		switch (value) {
			case AttributeValue.StringValue text -> json.writeStringProperty("stringValue", text.value());
			case AttributeValue.BoolValue bool -> json.writeBooleanProperty("boolValue", bool.value());
			case AttributeValue.LongValue integer ->
				json.writeStringProperty("intValue", Long.toString(integer.value()));
			case AttributeValue.DoubleValue number -> doubleValue(json, number.value());
			case AttributeValue.BytesValue bytes -> json.writeStringProperty("bytesValue", bytes.asText());
			case AttributeValue.ArrayValue array -> {
				json.writeObjectPropertyStart("arrayValue");
				json.writeArrayPropertyStart("values");
				array.values().forEach((each) -> value(json, each));
				json.writeEndArray();
				json.writeEndObject();
			}
			case AttributeValue.MapValue map -> {
				json.writeObjectPropertyStart("kvlistValue");
				json.writeName("values");
				entries(json, map.entries());
				json.writeEndObject();
			}
			case AttributeValue.EmptyValue _ -> {
			}
		}
		json.writeEndObject();
	}

	private static void doubleValue(JsonGenerator json, double value) {
		if (Double.isFinite(value)) {
			json.writeNumberProperty("doubleValue", value);
		}
		else {
			json.writeStringProperty("doubleValue", Double.toString(value));
		}
	}

}
