package io.mahavishnu.otel.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.mahavishnu.otel.trace.SpanKind;
import io.mahavishnu.otel.trace.SpanStatus;

/** What a field's values are, and what they can be compared with. */
public enum FieldType {

	/** Any value, as it was sent. */
	ATTRIBUTE,
	/** A text. */
	TEXT,
	/** {@link SpanKind}, in small letters. */
	SPAN_KIND(wordsOf(SpanKind.values())),
	/** {@link SpanStatus.Code}, in small letters. */
	SPAN_STATUS(wordsOf(SpanStatus.Code.values())),
	/** {@value #ERROR} when a span failed, else {@value #OK}. */
	TRACE_STATUS(List.of(FieldType.ERROR, FieldType.OK)),
	/** Nanoseconds, written with a unit. */
	DURATION,
	/** Nanoseconds since 1970 UTC, written as RFC 3339 or a Unix number. */
	TIME,
	/** A whole number, 0 or greater. */
	COUNT;

	/** The status of a trace of which a span failed. */
	public static final String ERROR = "error";

	/** The status of a trace of which no span failed. */
	public static final String OK = "ok";

	/**
	 * The most bytes, in UTF-8, of a text that others are ordered by or begin with: of
	 * long values the index holds no more than the beginning.
	 */
	public static final int ORDERED_TEXT_BYTES_MAX = 250;

	private final List<String> words;

	FieldType() {
		this(List.of());
	}

	FieldType(List<String> words) {
		this.words = words;
	}

	/** The words that it is one of; empty when it is not a matter of words. */
	public List<String> words() {
		return this.words;
	}

	/**
	 * Refuses what makes no sense.
	 * @throws IllegalArgumentException when a value of this type cannot be so compared
	 */
	void requireComparable(Operator operator, Literal literal) {
		switch (literal) {
			case Literal.Text text -> requireComparable(operator, text);
			case Literal.Whole whole -> requireNumeric(operator, whole.value() >= 0);
			case Literal.Real _ -> requireNumeric(operator, this == ATTRIBUTE);
			case Literal.Truth _ -> {
				if (this != ATTRIBUTE || !operator.isEquality()) {
					throw new IllegalArgumentException("true and false are compared by = and !=, with attributes only");
				}
			}
		}
	}

	private void requireComparable(Operator operator, Literal.Text text) {
		if (!this.words.isEmpty()) {
			if (!operator.isEquality()) {
				throw new IllegalArgumentException("it is compared by = and != only");
			}
			if (!this.words.contains(text.value())) {
				throw new IllegalArgumentException("it is one of " + String.join(", ", this.words));
			}
		}
		else if (this != ATTRIBUTE && this != TEXT) {
			throw new IllegalArgumentException("it is not compared with a text");
		}
		else if (!operator.isEquality()
				&& text.value().getBytes(StandardCharsets.UTF_8).length > ORDERED_TEXT_BYTES_MAX) {
			throw new IllegalArgumentException("a text may have " + ORDERED_TEXT_BYTES_MAX + " bytes of UTF-8 after "
					+ operator.label() + ": shorten it, or compare by = or !=");
		}
	}

	private void requireNumeric(Operator operator, boolean inRange) {
		boolean numeric = this == ATTRIBUTE || this == DURATION || this == TIME || this == COUNT;
		if (!numeric) {
			throw new IllegalArgumentException("it is not compared with a number");
		}
		if (operator == Operator.STARTS_WITH) {
			throw new IllegalArgumentException("^= is for texts");
		}
		if (!inRange && this != ATTRIBUTE) {
			throw new IllegalArgumentException("it is compared with whole numbers from 0 on");
		}
	}

	private static List<String> wordsOf(Enum<?>[] values) {
		return Arrays.stream(values).map((value) -> value.name().toLowerCase(Locale.ROOT)).toList();
	}

}
