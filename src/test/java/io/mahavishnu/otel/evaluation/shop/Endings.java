package io.mahavishnu.otel.evaluation.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/**
 * How spans end: with the symptoms of the trace's failure, and with the status that their
 * protocol gives them. As the HTTP conventions say, a 4xx is an error of the client's
 * span alone.
 */
final class Endings {

	private static final int FIRST_CLIENT_ERROR = 400;

	private static final int FIRST_SERVER_ERROR = 500;

	private final @Nullable Failure failure;

	private final RandomGenerator random;

	private final Values values;

	Endings(@Nullable Failure failure, RandomGenerator random, Values values) {
		this.failure = failure;
		this.random = random;
		this.values = values;
	}

	/**
	 * Ends the span of the service that does an operation.
	 * @param symptom how the failure shows here; null when it does not
	 * @param before what went wrong in its calls; null when nothing did
	 * @return what its caller hears of; null when all is well
	 */
	@Nullable String end(SpanDraft span, Operation operation, @Nullable Symptom symptom, @Nullable String before,
			long epochNanos) {
		if (symptom == null) {
			status(span, operation, before, operation.verb().equals("call"));
			return before;
		}
		symptom.attributes().forEach((attribute, value) -> span.with(attribute, this.values.fill(value)));
		symptom.events().forEach((event) -> span.event(event.name(), epochNanos, filled(event.attributes())));
		if (symptom.errors().isEmpty()) {
			if (symptom.httpStatus() < FIRST_CLIENT_ERROR) {
				status(span, operation, before, false);
				return before;
			}
			span.with("http.response.status_code", symptom.httpStatus()).fail("");
			return "HTTP " + symptom.httpStatus();
		}
		String error = this.values.fill(one(symptom.errors()));
		if (symptom.httpStatus() > 0) {
			span.with("http.response.status_code", symptom.httpStatus());
		}
		else if (operation.verb().equals("http")) {
			status(span, operation, error, false);
		}
		if (symptom.exception() != null) {
			span.with("error.type", symptom.exception());
			span.event("exception", epochNanos, exception(symptom.exception(), error, symptom.frames()));
		}
		span.fail(error);
		return error;
	}

	/** Ends the span of the service that calls a remote operation. */
	void endClient(SpanDraft span, Operation operation, @Nullable String error) {
		status(span, operation, error, true);
	}

	/** Says how an operation ended, in the way of its protocol. */
	private void status(SpanDraft span, Operation operation, @Nullable String error, boolean client) {
		switch (operation.verb()) {
			case "http", "call" -> {
				int status = (error == null || this.failure == null) ? 200 : this.failure.answer();
				span.with("http.response.status_code", status);
				if (status >= (client ? FIRST_CLIENT_ERROR : FIRST_SERVER_ERROR)) {
					span.with("error.type", String.valueOf(status)).fail("");
				}
			}
			case "rpc" -> {
				if (error != null) {
					String says = (this.failure != null) ? this.failure.says() : null;
					String message = (says != null) ? says : "UNKNOWN: " + error;
					span.with("error.type", message.split(":", 2)[0]).fail(message);
				}
			}
			default -> {
				if (error != null) {
					span.fail(error.startsWith("HTTP ") ? "" : error);
				}
			}
		}
	}

	private SequencedMap<String, String> filled(SequencedMap<String, String> attributes) {
		SequencedMap<String, String> filled = new LinkedHashMap<>();
		attributes.forEach((attribute, value) -> filled.put(attribute, this.values.fill(value)));
		return filled;
	}

	private static SequencedMap<String, String> exception(String type, String message, List<String> frames) {
		SequencedMap<String, String> attributes = new LinkedHashMap<>();
		attributes.put("exception.type", type);
		attributes.put("exception.message", message);
		attributes.put("exception.stacktrace", type + ": " + message + "\n\t" + String.join("\n\t", frames));
		return attributes;
	}

	private String one(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
