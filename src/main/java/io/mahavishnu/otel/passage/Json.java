package io.mahavishnu.otel.passage;

import io.mahavishnu.otel.trace.AttributeJson;
import io.mahavishnu.otel.trace.AttributeValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON that was sent as the text of an attribute. Thread-safe. */
final class Json {

	private static final int NESTING_MAX = 64;

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
		.build();

	private Json() {
	}

	/**
	 * The value that a text is when it is one JSON object, array or string and nothing
	 * else; null when it is plain text, broken, or nested deeper than 64.
	 */
	static @Nullable AttributeValue parse(String text) {
		String json = text.strip();
		if (!looksLikeJson(json)) {
			return null;
		}
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
			parser.nextToken();
			AttributeValue value = AttributeJson.read(parser);
			return (parser.nextToken() == null) ? value : null;
		}
		catch (JacksonException | IllegalArgumentException broken) {
			return null;
		}
	}

	/** A value, or what its text is when it is JSON. */
	static AttributeValue unwrap(AttributeValue value) {
		if (value instanceof AttributeValue.StringValue string) {
			AttributeValue parsed = parse(string.value());
			return (parsed != null) ? parsed : value;
		}
		return value;
	}

	private static boolean looksLikeJson(String text) {
		if (text.length() < 2) {
			return false;
		}
		char last = text.charAt(text.length() - 1);
		return switch (text.charAt(0)) {
			case '{' -> last == '}';
			case '[' -> last == ']';
			case '"' -> last == '"';
			default -> false;
		};
	}

}
