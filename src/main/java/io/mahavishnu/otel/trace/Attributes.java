package io.mahavishnu.otel.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/**
 * Attributes in the order in which they were sent. Immutable; equality disregards the
 * order.
 */
public final class Attributes {

	/** No attributes. */
	public static final Attributes EMPTY = new Attributes(new LinkedHashMap<>());

	private final SequencedMap<String, AttributeValue> values;

	// the map belongs to it from now on
	private Attributes(LinkedHashMap<String, AttributeValue> values) {
		this.values = Collections.unmodifiableSequencedMap(values);
	}

	/** Attributes with the entries of a map, in its order. */
	public static Attributes of(Map<String, ? extends AttributeValue> values) {
		return values.isEmpty() ? EMPTY : new Attributes(new LinkedHashMap<>(values));
	}

	/** One attribute with a string value. */
	public static Attributes of(String key, String value) {
		return of(Map.of(key, new AttributeValue.StringValue(value)));
	}

	/** Begins attributes that are not all known yet. */
	public static Builder builder() {
		return new Builder();
	}

	/** The values by key, in order; it cannot be changed. */
	public SequencedMap<String, AttributeValue> values() {
		return this.values;
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

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Attributes attributes && this.values.equals(attributes.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return this.values.toString();
	}

	/** Attributes while they are read, without a copy at the end. Not thread-safe. */
	public static final class Builder {

		private LinkedHashMap<String, AttributeValue> values = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Puts a value; of one key the last counts.
		 * @return the value that had the key before, or null when it is new
		 */
		public @Nullable AttributeValue put(String key, AttributeValue value) {
			return this.values.put(key, value);
		}

		/** What was put so far; the builder is empty afterwards. */
		public Attributes build() {
			if (this.values.isEmpty()) {
				return EMPTY;
			}
			Attributes built = new Attributes(this.values);
			this.values = new LinkedHashMap<>();
			return built;
		}

	}

}
