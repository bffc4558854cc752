package io.mahavishnu.otel.receive;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.AttributeJson;
import io.mahavishnu.otel.trace.Attributes;
import io.mahavishnu.otel.trace.EpochTimes;
import io.mahavishnu.otel.trace.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/**
 * Reads the values of a JSON object off a parser, one after the other, without a tree in
 * between. Every method reads the value at the current token and leaves the parser on its
 * last token; {@code null} stands for a field that is absent. A value that does not fit
 * is a {@link TraceProblem} that names it, its place and what fits.
 */
final class JsonFields {

	private final JsonParser json;

	private final @Nullable TokenStreamContext around;

	/**
	 * Fields of the value at a parser's current token.
	 * @param json the parser
	 * @param around the context from which places are named, or null for the whole text
	 */
	JsonFields(JsonParser json, @Nullable TokenStreamContext around) {
		this.json = json;
		this.around = around;
	}

	/**
	 * Reads an object.
	 * @param field reads, or skips, the value of the field with the given name
	 */
	void object(Consumer<String> field) {
		expect(JsonToken.START_OBJECT, "an object");
		while (this.json.nextToken() != JsonToken.END_OBJECT) {
			String name = this.json.currentName();
			this.json.nextToken();
			field.accept(name);
		}
	}

	/** Reads an array; an absent one has no elements. */
	<T> List<T> array(Supplier<T> element) {
		List<T> elements = new ArrayList<>();
		elements(() -> elements.add(element.get()));
		return elements;
	}

	/** Reads the elements of an array, one after the other; an absent one has none. */
	void elements(Runnable element) {
		if (isNull()) {
			return;
		}
		expect(JsonToken.START_ARRAY, "an array");
		while (this.json.nextToken() != JsonToken.END_ARRAY) {
			element.run();
		}
	}

	/** Passes over a value. */
	void skip() {
		this.json.skipChildren();
	}

	boolean isNull() {
		return this.json.currentToken() == JsonToken.VALUE_NULL;
	}

	boolean isInteger() {
		return this.json.currentToken() == JsonToken.VALUE_NUMBER_INT;
	}

	/** Whether it is an integer of 64 bits. */
	boolean isLong() {
		return isInteger() && this.json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
	}

	/** Reads what {@link #isLong()} says to be there. */
	long longInteger() {
		return this.json.getLongValue();
	}

	boolean isString() {
		return this.json.currentToken() == JsonToken.VALUE_STRING;
	}

	/** Reads a string. */
	@Nullable String string() {
		if (isNull()) {
			return null;
		}
		expect(JsonToken.VALUE_STRING, "a string");
		return this.json.getString();
	}

	/** Reads a string; an absent one is empty. */
	String text() {
		String string = string();
		return (string != null) ? string : "";
	}

	/** Reads a truth value; an absent one is false. */
	boolean bool() {
		return switch (this.json.currentToken()) {
			case VALUE_TRUE -> true;
			case VALUE_FALSE, VALUE_NULL -> false;
			default -> throw mustBe("true or false");
		};
	}

	/** Reads attributes; absent ones are empty. */
	Attributes attributes() {
		if (isNull()) {
			return Attributes.EMPTY;
		}
		expect(JsonToken.START_OBJECT, "an object");
		try {
			return AttributeJson.readAttributes(this.json);
		}
		catch (IllegalArgumentException unreadable) {
			throw problem(": " + unreadable.getMessage());
		}
	}

	/** Reads a number, of any size and precision. */
	@Nullable BigDecimal number() {
		if (isNull()) {
			return null;
		}
		if (this.json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT && !isInteger()) {
			throw mustBe("a number");
		}
		return this.json.getDecimalValue();
	}

	/** Reads a double; an absent one is 0. */
	double floating() {
		return switch (this.json.currentToken()) {
			case VALUE_NULL -> 0;
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> this.json.getDoubleValue();
			default -> throw mustBe("a number");
		};
	}

	/** Reads an integer of 32 bits, signed or not; an absent one is 0. */
	int integer() {
		BigDecimal number = number();
		if (number == null) {
			return 0;
		}
		if (!isInteger() || number.abs().compareTo(BigDecimal.valueOf(0xFFFFFFFFL)) > 0
				|| number.longValue() < Integer.MIN_VALUE) {
			throw mustBe("an integer of 32 bits");
		}
		return (int) number.longValue();
	}

	/** Reads a time; an absent one is 0. Nanoseconds since 1970 UTC. */
	long epochNanos() {
		try {
			return switch (this.json.currentToken()) {
				case VALUE_NULL -> 0;
				case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> EpochTimes.ofNumber(this.json.getDecimalValue());
				case VALUE_STRING -> EpochTimes.parseEpochNanos(this.json.getString());
				default -> throw mustBe("a time");
			};
		}
		catch (IllegalArgumentException unreadable) {
			throw problem(" " + unreadable.getMessage());
		}
	}

	/** The value at the current token must be something else. */
	TraceProblem mustBe(String wanted) {
		return problem(" must be " + wanted + " but is " + shown());
	}

	/** Something is wrong at the current token. */
	TraceProblem problem(String what) {
		return TraceProblem.invalidTrace(JsonPlace.of(this.json.streamReadContext(), this.around) + what);
	}

	private void expect(JsonToken token, String wanted) {
		if (this.json.currentToken() != token) {
			throw mustBe(wanted);
		}
	}

	private String shown() {
		return switch (this.json.currentToken()) {
			case START_OBJECT -> "an object";
			case START_ARRAY -> "an array";
			case VALUE_STRING -> Excerpt.quoted(this.json.getString());
			default -> this.json.getString();
		};
	}

}
