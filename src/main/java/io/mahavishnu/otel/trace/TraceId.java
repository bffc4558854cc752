package io.mahavishnu.otel.trace;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a trace: 1 to 128 of {@code A-Z a-z 0-9 . _ : -}. An id of 32 hexadecimal
 * digits, as OpenTelemetry makes them, is held in lower case.
 *
 * @param value the id as text
 * @throws IllegalArgumentException when the text is not such an id
 */
public record TraceId(@JsonValue String value) implements Comparable<TraceId> {

	static final int OTEL_HEX_LENGTH = 32;

	public TraceId {
		value = Identifiers.normalise("trace_id", value, OTEL_HEX_LENGTH);
	}

	/** Whether the id has OpenTelemetry's own form, 32 hexadecimal digits. */
	public boolean isOtel() {
		return Identifiers.isHex(this.value, OTEL_HEX_LENGTH);
	}

	@Override
	public int compareTo(TraceId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
