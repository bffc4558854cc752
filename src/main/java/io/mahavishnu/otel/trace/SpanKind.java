package io.mahavishnu.otel.trace;

/** The kind of a span, with OTLP's numbers: the ordinal is the number on the wire. */
public enum SpanKind {

	UNSPECIFIED, INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER;

	private static final SpanKind[] BY_NUMBER = values();

	/** OTLP's number of this kind. */
	@SuppressWarnings("EnumOrdinal") // OTLP numbers the kinds in this order; a test pins
										// it
	public int number() {
		return ordinal();
	}

	/**
	 * The kind with OTLP's number; {@link #UNSPECIFIED} when the number is unknown, as
	 * OTLP asks of receivers.
	 */
	public static SpanKind ofNumber(int number) {
		return (number >= 0 && number < BY_NUMBER.length) ? BY_NUMBER[number] : UNSPECIFIED;
	}

}
