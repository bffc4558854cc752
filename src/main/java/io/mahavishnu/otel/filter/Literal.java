package io.mahavishnu.otel.filter;

/** A value that a field is compared with. */
public sealed interface Literal {

	/**
	 * A text, or one of a field's words.
	 *
	 * @param value the text
	 */
	record Text(String value) implements Literal {

	}

	/**
	 * A whole number; of a duration or a time in nanoseconds.
	 *
	 * @param value the number
	 */
	record Whole(long value) implements Literal {

	}

	/**
	 * A number with a fraction, or one too great for 64 bits.
	 *
	 * @param value the number, finite
	 */
	record Real(double value) implements Literal {

		public Real {
			if (!Double.isFinite(value)) {
				throw new IllegalArgumentException("a number must be finite but is " + value);
			}
		}

	}

	/**
	 * A truth value.
	 *
	 * @param value the truth value
	 */
	record Truth(boolean value) implements Literal {

	}

}
