package io.mahavishnu.otel.receive;

import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

import io.mahavishnu.otel.problem.TraceProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Parsers for JSON from outside: well-formed UTF-8 only, no half surrogate pairs, and no
 * more nesting or digits than anybody needs. Thread-safe.
 */
final class StrictJson {

	/** How deep objects and arrays may lie within each other. */
	static final int NESTING_MAX = 100;

	/**
	 * OTLP's JSON has four levels for each map within a map and ten around, so that what
	 * the simple JSON can say can be sent as OTLP, too.
	 */
	static final int OTLP_NESTING_MAX = 4 * NESTING_MAX + 10;

	/** How many characters a number may have. */
	static final int NUMBER_LENGTH_MAX = 1000;

	private static final JsonFactory SIMPLE = factory(NESTING_MAX);

	private static final JsonFactory OTLP = factory(OTLP_NESTING_MAX);

	private StrictJson() {
	}

	/**
	 * A parser for the simple JSON that stands before the first token of a body.
	 * @param body the body
	 * @param size told of every value that is not passed over
	 */
	static JsonParser parser(InputStream body, RequestSize size) {
		return parser(SIMPLE, body, size);
	}

	/** {@link #parser} for OTLP's JSON. */
	static JsonParser otlpParser(InputStream body, RequestSize size) {
		return parser(OTLP, body, size);
	}

	private static JsonParser parser(JsonFactory factory, InputStream body, RequestSize size) {
		// Jackson's own UTF-8 decoder passes over-long forms and encoded surrogates.
		Utf8InputStream bytes = new Utf8InputStream(body);
		return new Strict(factory.createParser(ObjectReadContext.empty(), bytes), bytes, size);
	}

	// A string is as long as the body at most, and that has its own limit.
	private static JsonFactory factory(int nestingMax) {
		return JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(nestingMax)
				.maxNumberLength(NUMBER_LENGTH_MAX)
				.maxStringLength(Integer.MAX_VALUE)
				.build())
			.build();
	}

	/** What is wrong with a text that is no JSON, and at which line and column. */
	static String describe(JacksonException broken) {
		if (broken instanceof JacksonIOException) {
			return (broken.getCause() instanceof CharacterCodingException) ? "it is not UTF-8"
					: "it could not be read to its end";
		}
		String message = String.valueOf(broken.getOriginalMessage()).replaceAll("\\s+", " ");
		TokenStreamLocation location = broken.getLocation();
		return (location == null) ? message
				: message + " at line " + location.getLineNr() + ", column " + location.getColumnNr();
	}

	/**
	 * Counts values, and refuses strings that UTF-8 cannot hold, as the parser itself
	 * does with names.
	 */
	private static final class Strict extends JsonParserDelegate {

		private final Utf8InputStream bytes;

		private final RequestSize size;

		Strict(JsonParser json, Utf8InputStream bytes, RequestSize size) {
			super(json);
			this.bytes = bytes;
			this.size = size;
		}

		@Override
		public @Nullable JsonToken nextToken() {
			JsonToken token = super.nextToken();
			if (token != null && (token.isScalarValue() || token.isStructStart())) {
				this.size.addValue();
			}
			return token;
		}

		@Override
		public String getString() {
			return whole(super.getString());
		}

		// The delegate has no text before the first token.
		@SuppressWarnings("NullAway")
		private String whole(String text) {
			if (text == null || !this.bytes.isUnicodeEscaped()) {
				return text;
			}
			for (int i = 0; i < text.length(); i++) {
				char c = text.charAt(i);
				if (Character.isSurrogate(c)) {
					if (!Character.isHighSurrogate(c) || i + 1 == text.length()
							|| !Character.isLowSurrogate(text.charAt(i + 1))) {
						throw TraceProblem.invalidTrace(JsonPlace.of(streamReadContext())
								+ " holds half of a surrogate pair; send whole characters");
					}
					i++;
				}
			}
			return text;
		}

	}

}
