package io.mahavishnu.otel.passage;

import io.mahavishnu.otel.trace.AttributeValue;

/**
 * Says a value in words: no braces and quotes, keys as words before their values, a line
 * for each entry. Text that is JSON is unwrapped, also within JSON. Not thread-safe.
 */
final class JsonWords {

	private static final int UNWRAPPED_MAX = 4;

	private final StringBuilder words = new StringBuilder();

	private final int charactersMax;

	private JsonWords(int charactersMax) {
		this.charactersMax = charactersMax;
	}

	/**
	 * The words of a value.
	 * @param charactersMax where to stop, at the end of an entry
	 */
	static String of(AttributeValue value, int charactersMax) {
		JsonWords words = new JsonWords(charactersMax);
		words.say(value, 0);
		return words.words.toString().strip();
	}

	private void say(AttributeValue value, int unwrapped) {
		if (this.words.length() >= this.charactersMax) {
			return;
		}
		switch (value) {
			case AttributeValue.StringValue string -> sayText(string.value(), unwrapped);
			case AttributeValue.ArrayValue array -> array.values().forEach((each) -> {
				say(each, unwrapped);
				endLine();
			});
			case AttributeValue.MapValue map -> map.entries().values().forEach((key, each) -> {
				endLine();
				sayEntry(key, each, unwrapped);
			});
			case AttributeValue.BytesValue _, AttributeValue.EmptyValue _ -> {
			}
			case AttributeValue.BoolValue _, AttributeValue.LongValue _, AttributeValue.DoubleValue _ ->
				append(value.asText());
		}
	}

	private void sayEntry(String key, AttributeValue value, int unwrapped) {
		if (!isSilent(value)) {
			append(IdentifierWords.of(key));
			say(value, unwrapped);
		}
	}

	private void sayText(String text, int unwrapped) {
		AttributeValue parsed = (unwrapped < UNWRAPPED_MAX) ? Json.parse(text) : null;
		if (parsed != null) {
			say(parsed, unwrapped + 1);
		}
		else {
			append(isBrokenJson(text) ? withoutMarks(text) : text);
		}
	}

	private void append(String text) {
		if (text.isEmpty()) {
			return;
		}
		if (!this.words.isEmpty() && !Character.isWhitespace(this.words.charAt(this.words.length() - 1))) {
			this.words.append(' ');
		}
		this.words.append(text);
	}

	private void endLine() {
		if (!this.words.isEmpty() && this.words.charAt(this.words.length() - 1) != '\n') {
			this.words.append('\n');
		}
	}

	private static boolean isSilent(AttributeValue value) {
		return switch (value) {
			case AttributeValue.StringValue string -> string.value().isBlank();
			case AttributeValue.ArrayValue array -> array.values().isEmpty();
			case AttributeValue.MapValue map -> map.entries().isEmpty();
			case AttributeValue.BytesValue _, AttributeValue.EmptyValue _ -> true;
			case AttributeValue.BoolValue _, AttributeValue.LongValue _, AttributeValue.DoubleValue _ -> false;
		};
	}

	/** JSON that an exporter cut off begins as JSON does and does not end so. */
	private static boolean isBrokenJson(String text) {
		String start = text.stripLeading();
		return start.startsWith("{\"") || start.startsWith("[{") || start.startsWith("[\"");
	}

	private static String withoutMarks(String json) {
		StringBuilder words = new StringBuilder(json.length());
		for (int i = 0; i < json.length(); i++) {
			char c = json.charAt(i);
			if (c == '\\' && i + 1 < json.length()) {
				i++;
				words.append((json.charAt(i) == '"') ? '"' : ' ');
			}
			else {
				words.append(("{}[]\"".indexOf(c) >= 0 || (c == ':' && i > 0 && json.charAt(i - 1) == '"')) ? ' ' : c);
			}
		}
		return words.toString();
	}

}
