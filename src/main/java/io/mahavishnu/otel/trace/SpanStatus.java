package io.mahavishnu.otel.trace;

/**
 * The status of a span.
 *
 * @param code the outcome
 * @param message what the span says of it; empty when nothing
 */
public record SpanStatus(Code code, String message) {

	/** No status was set. */
	public static final SpanStatus UNSET = new SpanStatus(Code.UNSET, "");

	/** The outcome, with OTLP's numbers: the ordinal is the number on the wire. */
	public enum Code {

		UNSET, OK, ERROR;

		private static final Code[] BY_NUMBER = values();

		/** OTLP's number of this code. */
		@SuppressWarnings("EnumOrdinal") // OTLP numbers the codes in this order; a test
											// pins it
		public int number() {
			return ordinal();
		}

		/** The code with OTLP's number; {@link #UNSET} when the number is unknown. */
		public static Code ofNumber(int number) {
			return (number >= 0 && number < BY_NUMBER.length) ? BY_NUMBER[number] : UNSET;
		}

	}

	/** Whether the span failed. */
	public boolean isError() {
		return this.code == Code.ERROR;
	}

}
