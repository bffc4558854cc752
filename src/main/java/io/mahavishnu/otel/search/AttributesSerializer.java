package io.mahavishnu.otel.search;

import io.mahavishnu.otel.trace.AttributeJson;
import io.mahavishnu.otel.trace.Attributes;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes attributes so that every value keeps its kind. */
final class AttributesSerializer extends ValueSerializer<Attributes> {

	@Override
	public void serialize(Attributes attributes, JsonGenerator json, SerializationContext context) {
		AttributeJson.write(json, attributes);
	}

	@Override
	public boolean isEmpty(SerializationContext context, Attributes attributes) {
		return attributes.isEmpty();
	}

}
