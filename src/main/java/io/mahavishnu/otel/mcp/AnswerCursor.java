package io.mahavishnu.otel.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.mahavishnu.otel.problem.ProblemType;
import io.mahavishnu.otel.problem.TraceProblem;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer that did not fit goes on. Traces do not change under their readers but
 * by growing, so that places in lists are enough.
 *
 * @param offsets of each list that goes on, how much of it was given
 */
record AnswerCursor(Map<String, Integer> offsets) {

	private static final Pattern FORM = Pattern.compile("[a-z_]{1,40}=\\d{1,9}(,[a-z_]{1,40}=\\d{1,9}){0,9}");

	AnswerCursor {
		offsets = Map.copyOf(offsets);
	}

	/**
	 * Reads a cursor.
	 * @throws TraceProblem {@code INVALID_CURSOR} when it is none
	 */
	static AnswerCursor read(String cursor) {
		if (!FORM.matcher(cursor).matches()) {
			throw new TraceProblem(ProblemType.INVALID_CURSOR,
					"the cursor is none that this tool gave: take it from next_cursor, whole");
		}
		Map<String, Integer> offsets = new LinkedHashMap<>();
		for (String part : cursor.split(",")) {
			String[] nameAndOffset = part.split("=");
			offsets.put(nameAndOffset[0], Integer.parseInt(nameAndOffset[1]));
		}
		return new AnswerCursor(offsets);
	}

	/**
	 * From where on a list is given: what a cursor does not name was given whole.
	 * @param cursor where the answer goes on, or null at its beginning
	 * @param size the size of the list
	 */
	static int offset(@Nullable AnswerCursor cursor, String name, int size) {
		return (cursor == null) ? 0 : Math.min(size, cursor.offsets.getOrDefault(name, size));
	}

	String write() {
		return this.offsets.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.collect(Collectors.joining(","));
	}

}
