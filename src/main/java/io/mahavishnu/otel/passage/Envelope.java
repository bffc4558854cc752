package io.mahavishnu.otel.passage;

import java.util.List;
import java.util.Set;

import io.mahavishnu.otel.trace.AttributeValue;
import io.mahavishnu.otel.trace.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Takes off what an instrumentation wraps around the input and output of a step, such as
 * <code>{"inputs": {…}, "tags": [], "metadata": {}}</code>. Stateless.
 */
final class Envelope {

	private static final int LAYERS_MAX = 4;

	/** What an envelope may hold, the best first. */
	private static final List<String> CONTENTS = List.of("inputs", "kwargs", "outputs", "output", "input", "args",
			"result", "response", "input_str");

	/** What an envelope may have beside its content. */
	private static final Set<String> STAMPS = Set.of("tags", "metadata", "name", "status", "tool_call_id", "type", "id",
			"artifact", "additional_kwargs", "response_metadata");

	private Envelope() {
	}

	/** The value without its envelopes; the value itself when it has none. */
	static AttributeValue open(AttributeValue value) {
		AttributeValue opened = Json.unwrap(value);
		for (int layer = 0; layer < LAYERS_MAX; layer++) {
			if (!(opened instanceof AttributeValue.MapValue map) || !isEnvelope(map.entries())) {
				return opened;
			}
			AttributeValue content = content(map.entries());
			if (content == null) {
				return opened;
			}
			opened = Json.unwrap(content);
		}
		return opened;
	}

	/** The first of the keys that has a value, or null. */
	static @Nullable AttributeValue first(Attributes attributes, List<String> keys) {
		for (String key : keys) {
			AttributeValue value = attributes.get(key);
			if (value != null && !(value instanceof AttributeValue.EmptyValue)) {
				return value;
			}
		}
		return null;
	}

	private static boolean isEnvelope(Attributes entries) {
		return entries.values().keySet().stream().allMatch((key) -> CONTENTS.contains(key) || STAMPS.contains(key));
	}

	private static @Nullable AttributeValue content(Attributes entries) {
		return CONTENTS.stream()
			.map(entries::get)
			.filter((value) -> value != null && !value.asText().isBlank())
			.findFirst()
			.orElse(null);
	}

}
