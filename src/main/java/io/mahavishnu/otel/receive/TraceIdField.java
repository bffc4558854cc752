package io.mahavishnu.otel.receive;

import java.util.Set;

import io.mahavishnu.otel.trace.TraceId;
import org.jspecify.annotations.Nullable;

/** How a trace's id is read from the simple JSON. */
final class TraceIdField {

	// Paths of our own, or of none that an HTTP client would send as they are.
	private static final Set<String> RESERVED = Set.of("search", "batch", ".", "..");

	private TraceIdField() {
	}

	/** The id at the current token, or null when it is absent. */
	static @Nullable TraceId read(JsonFields fields) {
		String value = fields.string();
		if (value == null) {
			return null;
		}
		try {
			return of(value);
		}
		catch (IllegalArgumentException unfit) {
			throw fields.problem(": " + unfit.getMessage());
		}
	}

	/**
	 * The id that a text is.
	 * @throws IllegalArgumentException when it is none, or a reserved word
	 */
	static TraceId of(String value) {
		if (RESERVED.contains(value)) {
			throw new IllegalArgumentException("trace_id must not be \"" + value + "\", which is part of a path here");
		}
		return new TraceId(value);
	}

}
