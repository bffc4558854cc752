package io.mahavishnu.otel.cli;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the service's answers. A field that is missing, null or of another kind is empty.
 */
final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private Json() {
	}

	static JsonNode read(String text) throws JacksonException {
		return MAPPER.readTree(text);
	}

	static String quoted(String text) {
		return MAPPER.writeValueAsString(text);
	}

	static String text(JsonNode object, String field) {
		return object.path(field).stringValue("");
	}

	static double number(JsonNode object, String field) {
		return object.path(field).asDouble(0);
	}

	static long integer(JsonNode object, String field) {
		return object.path(field).asLong(0);
	}

	/**
	 * The elements of the first of some fields that is an array; or of the value itself.
	 */
	static List<JsonNode> elements(JsonNode value, String... fields) {
		if (value.isArray()) {
			return List.copyOf(value.values());
		}
		for (String field : fields) {
			if (value.path(field).isArray()) {
				return List.copyOf(value.path(field).values());
			}
		}
		return List.of();
	}

}
