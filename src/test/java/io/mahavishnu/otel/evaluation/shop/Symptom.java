package io.mahavishnu.otel.evaluation.shop;

import java.util.List;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/**
 * How a failure shows at one operation. Texts may have placeholders.
 *
 * @param errors what the error says; one of them is taken; none when there is no error
 * @param exception the type of the exception; null when none is recorded
 * @param frames the stack, innermost first
 * @param httpStatus the status code that the operation got; 0 when nothing special
 * @param slowMinMillis how long it takes, at least; 0 when as ever
 * @param slowMaxMillis how long it takes, at most
 * @param retries how many further attempts come before the last one
 * @param keptChildren how many of its calls are made before it fails
 * @param events events of the span
 * @param attributes attributes of the span
 */
record Symptom(List<String> errors, @Nullable String exception, List<String> frames, int httpStatus, int slowMinMillis,
		int slowMaxMillis, int retries, int keptChildren, List<Event> events, SequencedMap<String, String> attributes) {

	Symptom {
		errors = List.copyOf(errors);
		frames = List.copyOf(frames);
		events = List.copyOf(events);
	}

	/**
	 * An event.
	 *
	 * @param name its name
	 * @param attributes attribute → value
	 */
	record Event(String name, SequencedMap<String, String> attributes) {
	}

}
