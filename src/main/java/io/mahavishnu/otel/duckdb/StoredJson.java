package io.mahavishnu.otel.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.mahavishnu.otel.trace.AttributeJson;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EntityRef;
import io.mahavishnu.otel.trace.Resource;
import io.mahavishnu.otel.trace.Scope;
import io.mahavishnu.otel.trace.SpanEvent;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.SpanLink;
import io.mahavishnu.otel.trace.TraceId;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The parts of a span that are stored as JSON text. Resources, scopes, events and links
 * are arrays of their components in the order of the records; nothing is {@code ""}. What
 * {@link StoredJsonWriter} writes is read back equal. Stateless.
 */
final class StoredJson {

	/** Deeper values are refused; how deep a request may be is limited much lower. */
	static final int NESTING_MAX = 256;

	static final JsonFactory JSON = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(2 * NESTING_MAX)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(NESTING_MAX).build())
		.rootValueSeparator("")
		.build();

	private StoredJson() {
	}

	static Attributes attributes(String text) {
		return text.isEmpty() ? Attributes.EMPTY : read(text, AttributeJson::readAttributes);
	}

	static Resource resource(String text) {
		return text.isEmpty() ? Resource.EMPTY : read(text,
				(json) -> new Resource(nextAttributes(json), nextString(json), nextInt(json), nextEntityRefs(json)));
	}

	static Scope scope(String text) {
		return text.isEmpty() ? Scope.EMPTY : read(text, (json) -> new Scope(nextString(json), nextString(json),
				nextAttributes(json), nextString(json), nextInt(json)));
	}

	static List<SpanEvent> events(String text) {
		return list(text,
				(json) -> new SpanEvent(nextString(json), nextLong(json), nextAttributes(json), nextInt(json)));
	}

	static List<SpanLink> links(String text) {
		return list(text, (json) -> new SpanLink(new TraceId(nextString(json)), new SpanId(nextString(json)),
				nextString(json), nextAttributes(json), nextInt(json), nextInt(json)));
	}

	private static List<EntityRef> nextEntityRefs(JsonParser json) {
		List<EntityRef> entityRefs = new ArrayList<>();
		if (json.nextToken() == JsonToken.START_ARRAY) {
			while (next(json) != JsonToken.END_ARRAY) {
				entityRefs.add(new EntityRef(nextString(json), nextString(json), nextStrings(json), nextStrings(json)));
				json.nextToken();
			}
		}
		return entityRefs;
	}

	private static List<String> nextStrings(JsonParser json) {
		List<String> values = new ArrayList<>();
		json.nextToken();
		while (next(json) != JsonToken.END_ARRAY) {
			values.add(json.getString());
		}
		return values;
	}

	private static <T> List<T> list(String text, Function<JsonParser, T> one) {
		return text.isEmpty() ? List.of() : read(text, (json) -> {
			List<T> values = new ArrayList<>();
			while (json.nextToken() != JsonToken.END_ARRAY) {
				values.add(one.apply(json));
				json.nextToken();
			}
			return values;
		});
	}

	private static <T> T read(String text, Function<JsonParser, T> content) {
		try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
			json.nextToken();
			return content.apply(json);
		}
	}

	private static Attributes nextAttributes(JsonParser json) {
		json.nextToken();
		return AttributeJson.readAttributes(json);
	}

	/** The next token; a text of another form would have none for ever. */
	private static JsonToken next(JsonParser json) {
		JsonToken token = json.nextToken();
		if (token == null) {
			throw new IllegalArgumentException("the JSON ends within a list");
		}
		return token;
	}

	private static String nextString(JsonParser json) {
		json.nextToken();
		return json.getString();
	}

	private static long nextLong(JsonParser json) {
		json.nextToken();
		return json.getLongValue();
	}

	private static int nextInt(JsonParser json) {
		json.nextToken();
		return json.getIntValue();
	}

}
