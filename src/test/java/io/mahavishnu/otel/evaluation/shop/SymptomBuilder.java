package io.mahavishnu.otel.evaluation.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/** Reads the lines below an {@code at} line, one by one. */
final class SymptomBuilder {

	private final List<String> errors = new ArrayList<>();

	private final List<String> frames = new ArrayList<>();

	private final List<Symptom.Event> events = new ArrayList<>();

	private final SequencedMap<String, String> attributes = new LinkedHashMap<>();

	private @Nullable String exception;

	private int httpStatus;

	private int slowMinMillis;

	private int slowMaxMillis;

	private int retries;

	private int keptChildren = Integer.MAX_VALUE;

	void line(String line) {
		String[] words = line.strip().split(" ", 2);
		switch (words[0]) {
			case "error" -> this.errors.add(words[1]);
			case "exception" -> this.exception = words[1];
			case "frame" -> this.frames.add(words[1]);
			case "http" -> this.httpStatus = Integer.parseInt(words[1]);
			case "retried" -> this.retries = Integer.parseInt(words[1]);
			case "keeps" -> this.keptChildren = Integer.parseInt(words[1]);
			case "set" -> putAttribute(this.attributes, words[1]);
			case "event" -> this.events.add(event(words[1]));
			case "slow" -> {
				String[] range = words[1].split("-");
				this.slowMinMillis = Integer.parseInt(range[0]);
				this.slowMaxMillis = Integer.parseInt(range[1]);
			}
			default -> throw new IllegalArgumentException("Not a symptom: " + line);
		}
	}

	Symptom build() {
		return new Symptom(this.errors, this.exception, this.frames, this.httpStatus, this.slowMinMillis,
				this.slowMaxMillis, this.retries, this.keptChildren, this.events, this.attributes);
	}

	private static Symptom.Event event(String text) {
		String[] parts = text.split(" \\| ", 2);
		SequencedMap<String, String> attributes = new LinkedHashMap<>();
		if (parts.length > 1) {
			for (String attribute : parts[1].split("; ")) {
				putAttribute(attributes, attribute);
			}
		}
		return new Symptom.Event(parts[0], attributes);
	}

	private static void putAttribute(SequencedMap<String, String> attributes, String text) {
		String[] parts = text.split("=", 2);
		attributes.put(parts[0], parts[1]);
	}

}
