package io.mahavishnu.otel.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/**
 * Attributes in the order in which they were sent. Immutable; equality disregards the
 * order.
 *
 * @param values the values by key
 */
public record Attributes(SequencedMap<String, AttributeValue> values) {

	/** No attributes. */
	public static final Attributes EMPTY = new Attributes(new LinkedHashMap<>());

	public Attributes {
		values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
	}

	/** Attributes with the entries of a map, in its order. */
	public static Attributes of(Map<String, ? extends AttributeValue> values) {
		if (values.isEmpty()) {
			return EMPTY;
		}
		LinkedHashMap<String, AttributeValue> copy = new LinkedHashMap<>(values);
		return new Attributes(copy);
	}

	/** One attribute with a string value. */
	public static Attributes of(String key, String value) {
		return of(Map.of(key, new AttributeValue.StringValue(value)));
	}

	/** The value under a key, or null when there is none. */
	public @Nullable AttributeValue get(String key) {
		return this.values.get(key);
	}

	/**
	 * The value under a key in plain words, or null when there is none or it says
	 * nothing.
	 */
	public @Nullable String text(String key) {
		AttributeValue value = this.values.get(key);
		if (value == null) {
			return null;
		}
		String text = value.asText();
		return text.isEmpty() ? null : text;
	}

	public int size() {
		return this.values.size();
	}

	public boolean isEmpty() {
		return this.values.isEmpty();
	}

}
