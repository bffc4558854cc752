package io.mahavishnu.otel.mcp;

import java.util.List;
import java.util.Map;

import io.mahavishnu.otel.problem.TraceProblem;
import io.mahavishnu.otel.trace.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call. What is null or blank counts as not given. Every method throws
 * a {@link TraceProblem} of type {@code INVALID_REQUEST} that names the argument.
 *
 * @param values the arguments by name, as sent
 */
record Arguments(Map<String, Object> values) {

	/** The argument that continues an answer which did not fit. */
	static final String CURSOR = "cursor";

	/** An argument that must be given. */
	String require(String name) {
		String value = text(name);
		if (value == null) {
			throw TraceProblem.invalidRequest(name + " is missing");
		}
		return value;
	}

	/** A text or a number as text, or null when not given. */
	@Nullable String text(String name) {
		Object value = this.values.get(name);
		if (value instanceof Map || value instanceof List) {
			throw TraceProblem.invalidRequest(name + " must be a single value");
		}
		return (value == null || value.toString().isBlank()) ? null : value.toString().strip();
	}

	/** A whole number within bounds. */
	int integer(String name, int otherwise, int least, int most) {
		String value = text(name);
		try {
			int number = (value != null) ? Integer.parseInt(value) : otherwise;
			if (number >= least && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException unreadable) {
			throw outside(name, least, most, value);
		}
		throw outside(name, least, most, value);
	}

	/** A list, or a single value as a list of one; empty when not given. */
	List<?> list(String name) {
		return switch (this.values.get(name)) {
			case null -> List.of();
			case List<?> list -> list;
			case Object single -> List.of(single);
		};
	}

	private static TraceProblem outside(String name, int least, int most, @Nullable String value) {
		return TraceProblem.invalidRequest(
				name + " must be " + least + " to " + most + " but is " + Excerpt.quoted(String.valueOf(value)));
	}

}
